import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { thirdPartyNotices } from "../../scripts/notices.ts";
import { readmeForShipping } from "../../scripts/readme.ts";
import { makeVsix } from "../../scripts/vsix.ts";
import { temporaryFolder } from "../host/endings.ts";
import { shippedFiles } from "../host/shipped.ts";
import { builtFolder } from "../support/built.ts";

/** In bytes. */
const maxSize = 1_000_000;
const isUpdating = process.env["UPDATE"] === "1";

describe("what is shipped", function () {
  this.timeout(120_000);

  it("is one VSIX of less than a megabyte, of the files that are listed and no others", async () => {
    const [folder] = temporaryFolder("do-package");
    const vsix = await makeVsix({ file: path.join(folder, "a.vsix"), dist: builtFolder() });
    assert.ok(statSync(vsix).size < maxSize, `${statSync(vsix).size} bytes`);
    const names = namesInZip(readFileSync(vsix)).filter((name) => name.startsWith("extension/"));
    const listed = new Set([...shippedFiles("."), ...shippedFiles(path.dirname(builtFolder()))]);
    assert.deepEqual(names.map(asInProject).toSorted(), [...listed].toSorted());
    assert.deepEqual(
      [...listed].filter((name) => /\.(map|ts)$|^(src|test|node_modules)\//.test(name)),
      [],
    );
  });

  it("has every file that package.json names", () => {
    const named = readFileSync("package.json", "utf8").matchAll(/"(?:\.\/)?((?:media|snippets|syntaxes)\/[^"]+)"/g);
    const files = new Set(shippedFiles("."));
    for (const [, name = ""] of named) assert.ok(files.has(name), name);
  });

  it("says whose packages it contains", () => {
    const expected = thirdPartyNotices(JSON.parse(readFileSync(path.join(builtFolder(), "meta.json"), "utf8")));
    if (isUpdating) writeFileSync("THIRD_PARTY_NOTICES.txt", expected);
    assert.equal(readFileSync("THIRD_PARTY_NOTICES.txt", "utf8"), expected);
    for (const name of ["typescript", "sql.js", "vscode-languageclient"])
      assert.match(expected, new RegExp(`^${name} \\d`, "m"));
  });

  it("has a README whose links lead somewhere", () => {
    const readme = readmeForShipping(readFileSync("README.md", "utf8"));
    assert.deepEqual(readme.match(/\]\((?!https:|#)[^)]*\)|<(?:img|source|picture)/g) ?? [], []);
    const { license } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.match(readFileSync("LICENSE", "utf8"), new RegExp(`^${license} `));
  });

  it("is a command for npx: the packed npm package checks a project on the machine's own Node", () => {
    const [folder] = temporaryFolder("do-npx");
    const tarball = packNpm(folder);
    const files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n").toSorted();
    assert.deepEqual(
      files.map((file) => file.replace(/^package\//, "")),
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "THIRD_PARTY_NOTICES.txt",
        "dist/cli.cjs",
        "dist/commandLine.cjs",
        "dist/rules.json.br",
        "dist/server.cjs",
        "dist/sqlite.cjs",
        "dist/sqlite.wasm.br",
        "dist/typescript.cjs",
        ...shippedFiles(".").filter((file) => file.startsWith("l10n/")),
        "package.json",
      ].toSorted(),
    );
    const project = path.join(folder, "project");
    cpSync("samples/chat", project, { recursive: true });
    writeFileSync(path.join(project, "package.json"), "{}");
    const npm = { cwd: project, encoding: "utf8" } as const;
    execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--offline", tarball], npm);
    const { status, stdout, stderr } = spawnSync(
      "npx",
      ["--no-install", "durable-objects", "check"],
      withoutOwnNode(npm),
    );
    assert.match(stdout, /bound-class-not-exported/, stderr);
    assert.equal(status, 1);
  });
});

/** Makes the npm package of the project as it was built, in a folder. @returns the tarball */
function packNpm(folder: string): string {
  const copy = path.join(folder, "source");
  mkdirSync(copy);
  const files = [
    "package.json",
    ".npmignore",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "THIRD_PARTY_NOTICES.txt",
    "l10n",
  ];
  for (const file of files.filter((each) => existsSync(each))) cpSync(file, path.join(copy, file), { recursive: true });
  cpSync(builtFolder(), path.join(copy, "dist"), { recursive: true });
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const [{ filename }] = JSON.parse(execFileSync("npm", args, { cwd: copy, encoding: "utf8" }));
  return path.join(folder, filename);
}

/** An environment in which `node` is the machine's own, not the one of this project. */
function withoutOwnNode<Options extends object>(options: Options): Options & { readonly env: NodeJS.ProcessEnv } {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const others = folders.filter((folder) => !folder.includes("node_modules"));
  return { ...options, env: { ...process.env, PATH: others.join(path.delimiter) } };
}

/** A name in the VSIX as it is in the project: vsce renames those that the gallery shows. */
function asInProject(name: string): string {
  const file = name.replace(/^extension\//, "");
  const renamed: Readonly<Record<string, string>> = {
    "readme.md": "README.md",
    "changelog.md": "CHANGELOG.md",
    "LICENSE.txt": "LICENSE",
  };
  return renamed[file] ?? file;
}

/** The names in a zip's directory of files: records that begin with PK 1 2, of a fixed head of 46 bytes and the name. */
function namesInZip(zip: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = zip.indexOf("PK\u0001\u0002"); at !== -1; at = zip.indexOf("PK\u0001\u0002", at + 4)) {
    names.push(zip.toString("utf8", at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  }
  return names;
}
