import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { ModuleGraph, readEntry } from "../../../src/core/source/entry.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";
import { diskFiles } from "../../../src/node/fileSystem.ts";

/** Projects of which the first file is the entry; `-> target` is a link. */
const projects: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "declarations of every kind": {
    "index.ts": `export class A {} export const B = class {}, C = 1; export function D() {} export enum E { X } export default {};
      export namespace F { export const a = 1; } export const { G, h: [H] } = make(); export async function* I() {} export let J;
      export interface K {} export type L = 1; export declare class M {} export namespace N { export type X = 1; }
      export const enum O { X } export abstract class P {} export declare const Q: number; class R {} export { R as S, R as "t-u" };
      function make(): any { return { h: [] }; }`,
  },
  "re-exports by every ending": {
    "src/index.ts": `export * from "./a"; export { B } from "./b.js"; export { C } from "./c/"; export * from "./d.mjs"; export * from "./e.jsx";
      export { default as F } from "./f"; export * as G from "./g"; import { H } from "./h"; export { H as I }; export * from "../j";`,
    "src/a.ts": "export class A {} export default class {}",
    "src/b.ts": "export class B {}",
    "src/c/index.ts": "export class C {}",
    "src/d.mts": "export class D {}",
    "src/e.tsx": "export class E {}",
    "src/f.js": "export default class F {}",
    "src/g.ts": "",
    "src/h.jsx": "export class H {}",
    "j/index.js": "export class J {}",
  },
  "a file as written before its TypeScript": {
    "index.ts": 'export * from "./a.js";',
    "a.js": "export class FromJs {}",
    "a.ts": "export class FromTs {}",
  },
  "stars that collide, hide and meet": {
    "index.ts": 'export * from "./a"; export * from "./b"; export class Own {}',
    "a.ts":
      'export * from "./c"; export class Hidden {} export class Twice {} export const Own = 1; export { Same } from "./d";',
    "b.ts": 'export * from "./c"; export class Twice {} export { Same } from "./d";',
    "c.ts": "export class Hidden {} export class C {}",
    "d.ts": "export class Same {}",
  },
  circles: {
    "index.ts": 'export * from "./a"; export class I {}',
    "a.ts": 'export * from "./b"; export * from "./index"; export class A {}',
    "b.ts": 'export * from "./a"; export class B {}',
  },
  "types by keyword": {
    "index.ts": `export type { A } from "./a"; export { type B } from "./a"; import type { C } from "./a"; export { C };
      import { type D } from "./a"; export { D }; export type * from "./a"; export class E {}`,
    "a.ts": "export class A {} export class B {} export class C {} export class D {}",
  },
  "a namespace of JSON and text": {
    "index.ts": 'export * from "./a.json"; import data from "./a.json"; export { data }; export class A {}',
    "a.json": '{ "x-y": 1 }',
  },
  "tsconfig paths and base, extended": {
    "src/index.ts": 'export * from "@/a"; export * from "lib/b"; export * from "#c"; export * from "exact";',
    "tsconfig.json": '{ "extends": "./base.json", /* own */ "compilerOptions": { "baseUrl": ".", }, }',
    "base.json": '{ "compilerOptions": { "paths": { "@/*": ["./none/*", "./src/*"], "exact": ["./src/d.ts"] } } }',
    "package.json": '{ "imports": { "#c": { "node": "./no.js", "workerd": "./src/c.ts" } } }',
    "src/a.ts": "export class A {}",
    "lib/b.ts": "export class B {}",
    "src/c.ts": "export class C {}",
    "src/d.ts": "export class D {}",
  },
  "a tsconfig nearer than another": {
    "src/index.ts": 'export * from "@/a";',
    "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./wrong/*"] } } }',
    "src/tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./right/*"] } } }',
    "wrong/a.ts": "export class Wrong {}",
    "src/right/a.ts": "export class Right {}",
  },
  "packages, by the conditions of wrangler": {
    "apps/a/index.ts":
      'export * from "lib"; export * from "lib/sub/x"; export * from "linked"; export * from "@scope/plain";',
    "node_modules/lib/package.json": `{ "exports": { ".": { "types": "./t.d.ts", "node": "./no.js", "require": "./no.cjs",
      "workerd": "./workerd.js", "default": "./no.js" }, "./sub/*": { "import": "./sub/*.mjs" } } }`,
    "node_modules/lib/workerd.js": 'export * from "./chunk.js"; export class Workerd {}',
    "node_modules/lib/chunk.js": "var C = class {}; export { C as Chunk };",
    "node_modules/lib/sub/x.mjs": "export class Sub {}",
    "node_modules/@scope/plain/package.json": '{ "type": "module", "main": "lib/main" }',
    "node_modules/@scope/plain/lib/main.js": "export class Plain {}",
    "node_modules/linked": "-> ../packages/linked",
    "packages/linked/package.json": '{ "name": "linked", "main": "./src/index.ts" }',
    "packages/linked/src/index.ts": 'export { Deep } from "./deep.js";',
    "packages/linked/src/deep.ts": "export class Deep {}",
  },
  "a name that a re-exported module does not have": {
    "index.ts": 'export { Gone } from "./a"; import { Lost } from "./a"; export { Lost }; export class A {}',
    "a.ts": "export class B {}",
  },
};

describe("exports, as esbuild lists them for wrangler", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "exports-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [title, files] of Object.entries(projects)) {
    it(title, async () => {
      write(folder, files);
      const main = path.join(folder, Object.keys(files)[0] ?? "");
      assert.deepEqual(ours(folder, main), await theirs(folder, main));
    });
  }
});

const listens = 'addEventListener("fetch", (event) => event.respondWith(new Response()));';

/** Entries on which the guess of the format depends. */
const entries = [
  "",
  listens,
  "export {};",
  "export class A {}",
  'export * from "./a";',
  'export { A } from "./a";',
  'export * as a from "./a";',
  'import { A } from "./a"; export { A };',
  'import type { A } from "./a"; export { A };',
  "export interface A {} export type B = 1; type C = 1; export type { C };",
  "export declare class A {}",
  "export namespace A { export type B = 1; }",
  "export enum A { B }",
  "export default {};",
  "export default interface A {}",
  "module.exports = { fetch() {} };",
  `export default {}; ${listens}`,
  `export class A {} ${listens}`,
  `export class A {} self.${listens}`,
  `export class A {} globalThis.${listens}`,
  `export class A { f(socket) { socket.${listens} } }`,
  `export class A {} function f(addEventListener) { ${listens} }`,
  `export class A {} import { addEventListener } from "./a"; ${listens}`,
  "export class A { addEventListener() {} }",
  "export class A {} const x = { addEventListener: 1 }; x.addEventListener;",
  `export class A {} // ${listens}`,
];

describe("the format of a Worker, as wrangler guesses it with esbuild", () => {
  for (const text of entries) {
    it(text, async () => {
      const path = toFilePath("/w/index.ts");
      const graph = new ModuleGraph(new MemoryFiles({ "index.ts": text }));
      const entry = readEntry(graph, {
        main: path,
        noBundle: false,
        buildCommand: false,
        configFolder: toFilePath("/w"),
      });
      assert.equal(entry.kind === "module" && entry.format, await guessed(text));
    });
  }
});

/** `guessWorkerFormat` of wrangler 4.164. */
async function guessed(text: string): Promise<string> {
  const mark = "__LISTENER__";
  const { metafile, outputFiles } = await build({
    stdin: { contents: text, loader: "ts", resolveDir: tmpdir(), sourcefile: "index.ts" },
    bundle: false,
    write: false,
    metafile: true,
    define: { addEventListener: mark, "globalThis.addEventListener": mark, "self.addEventListener": mark },
    logLevel: "silent",
  });
  const names = Object.values(metafile.outputs).flatMap((output) => output.exports);
  if (names.length === 0) return "service-worker";
  const isListening = outputFiles.some((file) => file.text.includes(mark));
  return isListening && !names.includes("default") ? "service-worker" : "modules";
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text.startsWith("-> ")) symlinkSync(text.slice(3), file, "junction");
    else writeFileSync(file, text);
  }
}

function ours(folder: string, main: string): readonly string[] {
  const request = { main: toFilePath(main), noBundle: false, buildCommand: false, configFolder: toFilePath(folder) };
  const entry = readEntry(new ModuleGraph(diskFiles), request);
  assert.ok(entry.kind === "module");
  assert.deepEqual(entry.exports.open, []);
  const named = [...entry.exports.names.values()].filter(({ value }) => value.kind !== "type");
  return named.map(({ name }) => name).toSorted();
}

/** The options are those of `bundleWorker` in wrangler 4.164. */
async function theirs(folder: string, main: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [main],
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2024",
    loader: { ".js": "jsx", ".mjs": "jsx", ".cjs": "jsx" },
    conditions: ["workerd", "worker", "browser"],
    outfile: path.join(folder, "out.js"),
    logLevel: "silent",
  });
  return Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .toSorted();
}
