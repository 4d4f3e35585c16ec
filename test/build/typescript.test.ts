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
const maxSize = 1_000_000;

describe("TypeScript, cut to what is used", function () {
  this.timeout(120_000);
  let cut: typeof whole;
  before(() => {
    cut = createRequire(import.meta.url)(path.join(builtFolder(), "typescript.cjs"));
  });

  it("is small", () => assert.ok(statSync(path.join(builtFolder(), "typescript.cjs")).size < maxSize));

  it("reads modules as the whole does, half of one too", () => {
    const modules = fixtures().filter(([name]) => /\.[cm]?[jt]sx?$/.test(name));
    const texts = [...sources(), ...modules].filter((_, index) => index % 4 === 0);
    assert.ok(texts.length > 100);
    for (const [name, text] of texts) {
      for (const each of [text, text.slice(0, text.length / 2)])
        assert.equal(draw(cut, name, each), draw(whole, name, each), name);
    }
  });

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
  const all = [...pages, ...cases, ...samples];
  return all.flatMap(({ title, files }) => files.map(([name, text]) => [`${title}/${name}`, text] as const));
}

function sources(): readonly (readonly [name: string, text: string])[] {
  return globSync("{src,samples}/**/*.ts").map((file) => [file, readFileSync(file, "utf8")] as const);
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
