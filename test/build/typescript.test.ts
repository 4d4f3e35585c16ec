import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import whole from "typescript";
import { temporaryFolder } from "../host/endings.ts";
import { builtFolder } from "../support/built.ts";
import { readExamples } from "../support/rulePage.ts";
import { templateSamples } from "../support/samples.ts";
import { caseNames, readCase } from "../wrangler/readCase.ts";

/** In bytes. */
const maxSize = 350_000;

describe("TypeScript, cut to what is used", function () {
  this.timeout(120_000);
  let cut: typeof whole;
  before(() => {
    cut = createRequire(import.meta.url)(path.join(builtFolder(), "typescript.cjs"));
  });

  it("is small", () => assert.ok(statSync(path.join(builtFolder(), "typescript.cjs")).size < maxSize));

  it("reads every module of the fixtures as the whole does, half of one too", () => {
    const modules = fixtures().filter(([name]) => /\.[cm]?[jt]sx?$/.test(name));
    assert.ok(modules.length > 500, String(modules.length));
    for (const [name, text] of modules) {
      for (const each of [text, text.slice(0, text.length / 2)]) assertSame(name, each);
    }
  });

  it("reads what others have written as the whole does", () => {
    const texts = sources();
    assert.ok(texts.length > 300, String(texts.length));
    for (const [name, text] of texts) assertSame(name, text);
  });

  it("resolves what modules import as the whole does", () => {
    const written = sources().flatMap(([name, text]) =>
      Array.from(text.matchAll(/(?:from|import) "([^"]+)"/g), ([, specifier = ""]) => [name, specifier] as const),
    );
    assert.ok(written.length > 1000, String(written.length));
    for (const [name, specifier] of written)
      assert.deepEqual(resolved(cut, name, specifier), resolved(whole, name, specifier), `${name}: ${specifier}`);
  });

  const assertSame = (name: string, text: string): void =>
    assert.equal(draw(cut, name, text), draw(whole, name, text), name);

  it("gives the same analysis of every fixture", async () => {
    const folder = writeAll(fixtures());
    const [other] = temporaryFolder("do-whole");
    cpSync(builtFolder(), path.join(other, "dist"), { recursive: true });
    const real = createRequire(import.meta.url).resolve("typescript");
    writeFileSync(path.join(other, "dist/typescript.cjs"), `module.exports = require(${JSON.stringify(real)});`);
    const [found, expected] = await Promise.all(
      [builtFolder(), path.join(other, "dist")].map((dist) => check(dist, folder)),
    );
    assert.equal(found, expected);
    assert.ok(((found ?? "").match(/"rule": ?"/g) ?? []).length > 300);
  });

  it("is not loaded where no module is read, and is where one is", () => {
    const config = writeAll([["wrangler.toml", 'name = "a"\n[[durable_objects.bindings]]\nname = "A"\n']]);
    assert.deepEqual(loads(config), false);
    assert.deepEqual(loads(path.resolve("samples/chat")), true);
  });
});

/** Path → text, each fixture in a folder of its own. */
function fixtures(): readonly (readonly [name: string, text: string])[] {
  const pages = readdirSync("docs/rules").flatMap((page) =>
    readExamples(readFileSync(`docs/rules/${page}`, "utf8")).map((example, index) => ({
      title: `${page}-${index}`,
      files: example.files.filter(({ isCommitted }) => !isCommitted).map(({ name, text }) => [name, text] as const),
    })),
  );
  const cases = caseNames().map((title) => ({ title, files: Object.entries(readCase(title).files) }));
  const samples = templateSamples().map(({ title, files }) => ({ title, files: Object.entries(files) }));
  const all = [...pages, ...cases, ...samples, ...folders()];
  return all.flatMap(({ title, files }) => files.map(([name, text]) => [`${title}/${name}`, text] as const));
}

/** The sample, and the workspaces of the suites inside VS Code. */
function folders(): readonly { readonly title: string; readonly files: readonly (readonly [string, string])[] }[] {
  return globSync(["samples/*", "test/integration/*/workspace"]).map((folder) => ({
    title: folder.replaceAll(/[\\/]/g, "-"),
    files: filesBelow(folder).map((file) => [path.relative(folder, file), readFileSync(file, "utf8")] as const),
  }));
}

function filesBelow(folder: string): readonly string[] {
  return globSync(`${folder}/**/*`).filter((file) => statSync(file).isFile());
}

/** This project's own modules, and some of packages, with their declarations. */
function sources(): readonly (readonly [name: string, text: string])[] {
  const packages = "node_modules/{agents,partyserver,@cloudflare/*,semver,picomatch}/**/*.{ts,js,mjs,cjs,jsx,tsx}";
  return globSync(["{src,scripts}/**/*.ts", packages])
    .filter((file, index) => index % 4 === 0 && statSync(file).isFile() && statSync(file).size < 300_000)
    .map((file) => [file, readFileSync(file, "utf8")] as const);
}

function writeAll(files: readonly (readonly [name: string, text: string])[]): string {
  const [folder] = temporaryFolder("do-fixtures");
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

async function check(dist: string, folder: string): Promise<string> {
  const args = [path.join(dist, "cli.cjs"), "check", "--format", "json", "--fail-on", "never"];
  const options = { cwd: folder, maxBuffer: 100_000_000 };
  return (await promisify(execFile)(process.execPath, args, options)).stdout;
}

/** What was compiled is kept, and so tells what was loaded. */
function loads(folder: string): boolean {
  const [kept] = temporaryFolder("do-kept");
  const args = [path.join(builtFolder(), "cli.cjs"), "check", "--fail-on", "never"];
  spawnSync(process.execPath, args, { cwd: folder, env: { ...process.env, NODE_COMPILE_CACHE: kept } });
  const names = globSync("**/durable-objects-*", { cwd: kept });
  assert.ok(names.some((name) => name.includes("commandLine.cjs")));
  return names.some((name) => name.includes("typescript.cjs"));
}

/** What a specifier stands for, with every path that was looked at. */
function resolved(ts: typeof whole, name: string, specifier: string): unknown {
  const options = {
    moduleResolution: whole.ModuleResolutionKind.Bundler,
    module: whole.ModuleKind.ESNext,
    customConditions: ["workerd", "worker", "browser"],
    allowJs: true,
  };
  const asked: string[] = [];
  const note = <T>(path: string, answer: T): T => {
    asked.push(path);
    return answer;
  };
  const host = {
    fileExists: (file: string) => note(file, whole.sys.fileExists(file)),
    directoryExists: (folder: string) => note(folder, whole.sys.directoryExists(folder)),
    readFile: (file: string) => note(file, whole.sys.readFile(file)),
  };
  return [ts.resolveModuleName(specifier, path.resolve(name), options, host).resolvedModule, asked];
}

/** A syntax tree as text: each node with its kind and place, its own text where it has no children; and the problems. */
function draw(ts: typeof whole, name: string, text: string): string {
  const options = { languageVersion: whole.ScriptTarget.Latest };
  const file = ts.createSourceFile(name, text, options, true);
  const lines: string[] = [];
  const visit = (node: whole.Node): void => {
    lines.push(`${node.kind} ${node.flags} ${node.pos} ${node.getStart(file)} ${node.end}`);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  const problems = (file as unknown as { parseDiagnostics: readonly whole.Diagnostic[] }).parseDiagnostics;
  return [...lines, ...problems.map((each) => `${each.start} ${each.code} ${String(each.messageText)}`)].join("\n");
}
