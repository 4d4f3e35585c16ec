import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parse as parseToml } from "smol-toml";
import { pictures } from "../../scripts/pictures/index.ts";
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

  it("says what the gallery shows, and what it does in workspaces that are not trusted or not on disk", () => {
    const manifest = JSON.parse(readFileSync("package.json", "utf8"));
    const icon = readFileSync(manifest.icon);
    assert.equal(icon.toString("latin1", 1, 4), "PNG");
    assert.ok(
      icon.readUInt32BE(16) >= 128 && icon.readUInt32BE(16) === icon.readUInt32BE(20),
      "a square of 128 or more",
    );
    assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/);
    assert.ok(manifest.categories.includes("Linters") && manifest.categories.includes("Debuggers"));
    assert.ok(manifest.keywords.length > 0 && manifest.keywords.length <= 30);
    assert.match(readFileSync("CHANGELOG.md", "utf8"), new RegExp(`^## ${manifest.version}$`, "m"));
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(virtualWorkspaces.supported, false);
    assert.equal(untrustedWorkspaces.supported, "limited");
    const settings = Object.keys(manifest.contributes.configuration.properties);
    const risky = settings.filter((name) => /\.(path|arguments)$/.test(name));
    assert.ok(risky.length > 2);
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations.toSorted(), risky.toSorted());
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

  it("has a README in the repository whose links and pictures are there, each picture in light and dark", () => {
    const readme = readFileSync("README.md", "utf8");
    const linked = [...readme.matchAll(/(?:\]\(|src(?:set)?=")((?!https:|#)[^)"]+)/g)].map(([, target = ""]) => target);
    assert.deepEqual(
      linked.filter((target) => !existsSync(target)),
      [],
    );
    const shown = [...readme.matchAll(/docs\/images\/([\w-]+)-(?:light|dark)\.png/g)].map(([, name]) => name);
    for (const { name } of pictures) assert.equal(shown.filter((each) => each === name).length, 2, name);
    const files = pictures.flatMap(({ name }) => [`${name}-dark.png`, `${name}-light.png`]);
    assert.deepEqual(readdirSync("docs/images").toSorted(), files.toSorted());
  });

  it("has a README that shows what the check of the sample prints", () => {
    const [, printed] =
      /```console\n\$ npx durable-objects check\n([^]*?)```/.exec(readFileSync("README.md", "utf8")) ?? [];
    const args = [path.join(builtFolder(), "cli.cjs"), "check"];
    const { stdout } = spawnSync(process.execPath, args, { cwd: "samples/chat", encoding: "utf8" });
    assert.equal(printed, stdout);
  });

  it("has a README in the VSIX whose links lead somewhere", () => {
    const readme = readmeForShipping(readFileSync("README.md", "utf8"));
    assert.deepEqual(readme.match(/\]\((?!https:|#)[^)]*\)|<(?:img|source|picture)/g) ?? [], []);
    const { license } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.match(readFileSync("LICENSE", "utf8"), new RegExp(`^${license} `));
  });

  describe("as an npm package, installed into an empty folder and run by the machine's own Node", () => {
    let tarball: string;
    let project: string;

    before(() => {
      const [folder] = temporaryFolder("do-npx");
      tarball = packNpm(folder);
      project = path.join(folder, "project");
      cpSync("samples/chat", project, { recursive: true });
      writeFileSync(path.join(project, "package.json"), "{}");
      const args = ["install", "--no-save", "--no-audit", "--no-fund", "--offline", tarball];
      execFileSync("npm", args, { cwd: project, encoding: "utf8" });
    });

    it("holds the command line and the language server, and nothing else", () => {
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
          "dist/languageServer.cjs",
          "dist/rules.json.br",
          "dist/sqlite.cjs",
          "dist/sqlite.wasm.br",
          "dist/typescript.cjs",
          ...shippedFiles(".").filter((file) => file.startsWith("l10n/")),
          "package.json",
        ].toSorted(),
      );
    });

    it("checks a project: npx durable-objects check", () => {
      const options = withoutOwnNode({ cwd: project, encoding: "utf8" } as const);
      const { status, stdout, stderr } = spawnSync("npx", ["--no-install", "durable-objects", "check"], options);
      assert.match(stdout, /bound-class-not-exported/, stderr);
      assert.equal(status, 1);
    });

    it("is a language server, by each command that docs/editors.md shows", async () => {
      const page = readFileSync("docs/editors.md", "utf8");
      const [, lua = ""] = /cmd = \{ (.*?) \}/.exec(page) ?? [];
      const helix = parseToml(/```toml\n([^]*?)```/.exec(page)?.[1] ?? "") as unknown as HelixLanguages;
      const { command, args } = helix["language-server"]["durable-objects"];
      const tasks: { command: string; args: string[] }[] = JSON.parse(/```json\n([^]*?)```/.exec(page)?.[1] ?? "");
      assert.deepEqual(JSON.parse(`[${lua}]`), [command, ...args]);
      assert.ok(helix.language.every((each) => each["language-servers"].includes("durable-objects")));
      assert.match(page, new RegExp(`^${[command, ...args].join(" ")}$`, "m"));
      assert.deepEqual(tasks, [{ label: "Check Durable Objects", command: "npx", args: ["durable-objects", "check"] }]);
      const child = spawn(command, args, withoutOwnNode({ cwd: project }));
      try {
        assert.match(await problemsOf(child, path.join(project, "wrangler.jsonc")), /bound-class-not-exported/);
      } finally {
        child.stdin.end();
        child.kill();
      }
    });
  });
});

interface HelixLanguages {
  readonly "language-server": Readonly<
    Record<"durable-objects", { readonly command: string; readonly args: string[] }>
  >;
  readonly language: readonly { readonly "language-servers": readonly string[] }[];
}

/** Opens a file as an editor does. @returns what the server has published about it, as text */
async function problemsOf(child: ChildProcessWithoutNullStreams, file: string): Promise<string> {
  const uri = pathToFileURL(file).href;
  const rootUri = pathToFileURL(path.dirname(file)).href;
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  send({ id: 1, method: "initialize", params: { processId: null, rootUri, capabilities: {} } });
  send({ method: "initialized", params: {} });
  const textDocument = { uri, languageId: "jsonc", version: 1, text: readFileSync(file, "utf8") };
  send({ method: "textDocument/didOpen", params: { textDocument } });
  return new Promise((resolve, reject) => {
    let received = "";
    child.stdout.on("data", (chunk: Buffer) => {
      received += chunk.toString();
      if (/publishDiagnostics[^]*"code"/.test(received)) resolve(received);
    });
    child.once("close", () => reject(new Error(received)));
  });
}

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
