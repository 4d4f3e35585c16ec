import assert from "node:assert/strict";
import { ModuleGraph } from "../../../src/core/source/entry.ts";
import { entryOf, readMain } from "../../support/entry.ts";
import { at, MemoryFiles, type MemoryEntry } from "../../support/memoryFiles.ts";

/** The modules an entry reaches, without `/w/`. */
function reached(files: Readonly<Record<string, MemoryEntry>>): readonly string[] {
  return [...entryOf(files).modules.keys()].map((path) => path.replace("/w/", ""));
}

function isPartial(text: string, others: Readonly<Record<string, MemoryEntry>> = {}): boolean {
  return entryOf({ "src/index.ts": text, ...others }).isPartial;
}

describe("the modules of an entry", () => {
  it("are those it imports, exports and loads by a literal", () => {
    const files = {
      "index.ts":
        'import "./a"; import b from "./b"; export * from "./c"; const d = await import("./d"); require("./e");',
      "a.ts": 'import "./f";',
      ...Object.fromEntries(["b", "c", "d", "e", "f", "unused"].map((name) => [`${name}.ts`, "export default 1;"])),
    };
    assert.deepEqual(reached(files), ["index.ts", "a.ts", "b.ts", "c.ts", "d.ts", "e.ts", "f.ts"]);
  });

  it("are not those of types only", () => {
    const files = { "index.ts": 'import type { A } from "./a"; export type * from "./a"; export {};', "a.ts": "" };
    assert.deepEqual(reached(files), ["index.ts"]);
  });

  it("include packages of the workspace, by their real path, and no installed ones", () => {
    const files = {
      "apps/a/index.ts": 'import "@acme/b"; import "lib";',
      "node_modules/@acme/b": { link: "../../packages/b" },
      "packages/b/package.json": '{ "main": "index.ts" }',
      "packages/b/index.ts": 'import "./c";',
      "packages/b/c.ts": "",
      "node_modules/lib/package.json": '{ "main": "index.js" }',
      "node_modules/lib/index.js": "",
    };
    assert.deepEqual(reached(files), ["apps/a/index.ts", "packages/b/index.ts", "packages/b/c.ts"]);
  });

  it("are read only when somebody asks for them", () => {
    const files = new MemoryFiles({
      "index.ts": 'import "./a"; export class A {}',
      "a.ts": 'import "./b";',
      "b.ts": "",
    });
    const graph = new ModuleGraph(files);
    const entry = readMain(files, "index.ts", graph);
    assert.ok(entry.kind === "module");
    assert.deepEqual(files.reads, ["/w/index.ts"]);
    assert.equal(entry.reads.has(at("a.ts")), false);
    assert.equal(entry.modules.size, 3);
    assert.equal(entry.reads.has(at("b.ts")), true);
    assert.equal(graph.counts.parsed, 3);
  });

  it("are bounded", () => {
    const files: Record<string, string> = {};
    for (let index = 0; index < 2100; index++) files[`m${index}.ts`] = `import "./m${index + 1}";`;
    const entry = entryOf(files);
    assert.equal(entry.modules.size, 2000);
    assert.equal(entry.isPartial, true);
  }).timeout(10_000);
});

describe("an entry's modules are partial", () => {
  it("where the project's own code could not be followed", () => {
    assert.equal(isPartial('import "./gone";'), true);
    assert.equal(isPartial('import "@/gone";'), true);
    assert.equal(isPartial('import "#gone";'), true);
    assert.equal(isPartial('import "../dist/server";'), true);
    const workspace = { "package.json": '{ "dependencies": { "@acme/b": "workspace:*" } }' };
    assert.equal(isPartial('import "@acme/b";', workspace), true);
    assert.equal(isPartial('import "./a";', { "src/a.ts": " ".repeat(1_000_001) }), true);
  });

  it("not where a package is not installed, or the runtime provides it", () => {
    const dependencies = { "package.json": '{ "dependencies": { "hono": "^4.0.0", "@scope/b": "1.0.0" } }' };
    assert.equal(isPartial('import "hono"; import "hono/cors"; import "@scope/b/c";', dependencies), false);
    assert.equal(
      isPartial('import "cloudflare:workers"; import "node:path"; import "buffer"; import "fs/promises";'),
      false,
    );
    assert.equal(
      isPartial('import data from "./data.json"; import wasm from "./a.wasm";', {
        "src/data.json": "{}",
        "src/a.wasm": "",
      }),
      false,
    );
    assert.equal(isPartial('import "./data.sql?raw";', { "src/data.sql": "" }), false);
    assert.equal(isPartial('import("./" + name);'), false);
  });

  it("not by a package.json that is being typed", () => {
    assert.equal(isPartial('import "hono";', { "package.json": "{" }), true);
  });
});
