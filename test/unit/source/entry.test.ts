import assert from "node:assert/strict";
import { ModuleGraph, readEntry } from "../../../src/core/source/entry.ts";
import type { FileSystem } from "../../../src/core/ports.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { entryOf, namesOf, openOf, readMain } from "../../support/entry.ts";
import { at, MemoryFiles } from "../../support/memoryFiles.ts";

describe("main", () => {
  it("that is not there is missing", () => {
    assert.deepEqual(readMain(new MemoryFiles(), "src/index.ts"), {
      kind: "missing",
      path: "/w/src/index.ts",
      isFolder: false,
      isGenerated: false,
    });
  });

  it("that a build or framework makes is missing, and generated", () => {
    for (const main of [
      "dist/index.js",
      "build/index.js",
      ".output/server/index.mjs",
      ".open-next/worker.js",
      ".svelte-kit/cloudflare/_worker.js",
      ".vercel/output/static/_worker.js/index.js",
      "out/worker.js",
      "target/worker.js",
      "../web/dist/worker.js",
    ]) {
      const entry = readMain(new MemoryFiles(), main);
      assert.ok(entry.kind === "missing" && entry.isGenerated, main);
    }
  });

  it("that a build command makes is generated, wherever it lies", () => {
    const graph = new ModuleGraph(new MemoryFiles());
    const request = { main: at("worker.js"), noBundle: true, buildCommand: true, configFolder: at(".") };
    assert.deepEqual(readEntry(graph, request), {
      kind: "missing",
      path: "/w/worker.js",
      isFolder: false,
      isGenerated: true,
    });
  });

  it("in a workspace that itself lies in a folder named build is not generated", () => {
    const graph = new ModuleGraph(new MemoryFiles());
    const folder = toFilePath("/home/me/build/app");
    const request = {
      main: toFilePath(`${folder}/src/index.ts`),
      noBundle: false,
      buildCommand: false,
      configFolder: folder,
    };
    const entry = readEntry(graph, request);
    assert.ok(entry.kind === "missing" && !entry.isGenerated);
  });

  it("that git ignores is generated", () => {
    const main = "apps/web/worker/main.js";
    const isGenerated = (files: Readonly<Record<string, string>>): boolean => {
      const entry = readMain(new MemoryFiles({ ".git/HEAD": "", ...files }), main);
      return entry.kind === "missing" && entry.isGenerated;
    };
    for (const pattern of [
      "worker",
      "worker/",
      "main.js",
      "*.js",
      "/apps/*/worker",
      "apps/web/worker/",
      "**/worker/*.js",
      "apps/**",
      "# built\r\nworker\r\n",
      "!worker\nworker",
    ])
      assert.ok(isGenerated({ ".gitignore": pattern }), pattern);
    for (const pattern of ["", "# worker", "/worker", "web/worker", "main", "main.js/", "worker\n!worker", "*.ts"])
      assert.ok(!isGenerated({ ".gitignore": pattern }), pattern);
    assert.ok(isGenerated({ "apps/web/.gitignore": "/worker" }));
    assert.ok(!isGenerated({ ".gitignore": "worker", "apps/web/.gitignore": "!/worker" }));
    assert.ok(!isGenerated({ ".gitignore": "worker", "apps/.git/HEAD": "" }));
  });

  it("that a bundler looks up as a module is generated", () => {
    const isGenerated = (main: string): boolean => {
      const files = { "package.json": `{ "dependencies": { "framework": "1" } }` };
      const entry = readMain(new MemoryFiles(files), main);
      return entry.kind === "missing" && entry.isGenerated;
    };
    for (const main of ["@astrojs/cloudflare/entrypoints/server", "virtual:server", "framework/entry"])
      assert.ok(isGenerated(main), main);
    for (const main of ["other/entry", "src/@shared/worker.ts", "worker.ts"]) assert.ok(!isGenerated(main), main);
  });

  it("that is a folder", () => {
    const entry = readMain(new MemoryFiles({ "dist/index.ts": "" }), "dist");
    assert.deepEqual(entry, { kind: "missing", path: "/w/dist", isFolder: true, isGenerated: false });
  });

  it("without an ending finds what wrangler finds, beside a folder of that name too", () => {
    for (const ending of ["ts", "tsx", "js", "jsx"]) {
      const files = new MemoryFiles({ [`src/index.${ending}`]: "export class A {}", "src/index/a.txt": "" });
      const entry = readMain(files, "src/index");
      assert.ok(entry.kind === "module" && entry.path === `/w/src/index.${ending}`, ending);
    }
  });

  it("outside the workspace is read all the same", () => {
    const entry = readMain(new MemoryFiles({ "/elsewhere/index.ts": "export class A {}" }), "../elsewhere/index.ts");
    assert.ok(entry.kind === "module" && entry.exports.names.has("A"));
  });

  it("in a language whose exports cannot be read", () => {
    const files = new MemoryFiles({ "index.html": "", "Cargo.toml": "", "build/index.js": "export {}", "a.wasm": "" });
    const kindOf = (main: string) => {
      const entry = readMain(files, main);
      return entry.kind === "unreadable" ? entry.language : entry.kind;
    };
    assert.equal(kindOf("index.html"), "other");
    assert.equal(kindOf("a.wasm"), "rust");
    assert.equal(kindOf("build/worker/shim.mjs"), "rust");
    assert.equal(kindOf("build/index.js"), "rust");
  });
});

describe("the format that wrangler guesses", () => {
  const formatOf = (text: string, name = "index.ts") => entryOf({ [name]: text }).format;
  const listens = 'addEventListener("fetch", (event) => event.respondWith(new Response()));';

  it("is a service worker without exports", () => {
    assert.equal(formatOf(""), "service-worker");
    assert.equal(formatOf(listens), "service-worker");
    assert.equal(formatOf("export {};"), "service-worker");
    assert.equal(formatOf("export interface A {} export type B = 1; export type { C }; type C = 1;"), "service-worker");
    assert.equal(formatOf('import type { A } from "./a"; export { A };'), "service-worker");
    assert.equal(formatOf('export * from "./a";'), "service-worker");
    assert.equal(formatOf("module.exports = { fetch() {} };", "index.js"), "service-worker");
  });

  it("is a service worker with a listener and no default export", () => {
    assert.equal(formatOf(`export class A {} ${listens}`), "service-worker");
    assert.equal(formatOf(`export class A {} self.${listens}`), "service-worker");
    assert.equal(formatOf(`export class A {} function f() { globalThis.${listens} }`), "service-worker");
  });

  it("is modules otherwise", () => {
    assert.equal(formatOf("export class A {}"), "modules");
    assert.equal(formatOf('export { A } from "./a";'), "modules");
    assert.equal(formatOf(`export default {}; ${listens}`), "modules");
    assert.equal(formatOf(`export class A { f(ws) { ws.${listens} } }`), "modules");
    assert.equal(formatOf(`export class A {} function f(addEventListener) { ${listens} }`), "modules");
    assert.equal(formatOf(`export class A {} // ${listens}`), "modules");
    assert.equal(formatOf("export class A { addEventListener() {} }"), "modules");
  });
});

describe("bad input", () => {
  it("empty", () => {
    const entry = entryOf({ "index.ts": "" });
    assert.equal(entry.exports.names.size, 0);
    assert.equal(entry.exports.open.length, 0);
  });

  it("binary, or UTF-16 read as UTF-8, is not read", () => {
    for (const text of ["\0\u0001\u0002", "\uFFFD\uFFFDe\0x\0p\0", `export class A {}\0`]) {
      const entry = readMain(new MemoryFiles({ "index.ts": text }), "index.ts");
      assert.deepEqual(entry, { kind: "unreadable", path: "/w/index.ts", language: "other" });
    }
  });

  it("that the disk refuses to give is not read", () => {
    const files = new MemoryFiles({ "index.ts": "" });
    const refusing: FileSystem = {
      stat: (path) => files.stat(path),
      realPath: (path) => path,
      readFile: () => undefined,
      readFolder: () => [],
    };
    const request = { main: at("index.ts"), noBundle: false, buildCommand: false, configFolder: at(".") };
    assert.equal(readEntry(new ModuleGraph(refusing), request).kind, "unreadable");
  });

  it("a byte order mark", () => {
    assert.deepEqual(namesOf({ "index.ts": "\uFEFFexport class A {}" }), { A: "class A" });
  });

  it("too large a file is not even read", () => {
    const files = new MemoryFiles({ "index.ts": `export class A {}${" ".repeat(5_000_000)}` });
    const entry = readMain(files, "index.ts");
    assert.ok(entry.kind === "module");
    assert.deepEqual(
      entry.exports.open.map(({ kind }) => kind),
      ["tooLarge"],
    );
    assert.equal(entry.modules.size, 0);
    assert.deepEqual(files.reads, []);
  });

  it("nested more deeply than a parser can go", () => {
    for (const text of [`export const A = ${"[".repeat(100_000)}`, `export const A = ${"(".repeat(100_000)}`]) {
      assert.doesNotThrow(() => readMain(new MemoryFiles({ "index.ts": text }), "index.ts"));
    }
  });

  it("a sum of very many strings, which nests as deeply", () => {
    const text = `export class A {} export const text = ${'"a" + '.repeat(20_000)} "b"; import("./b"); // done`;
    const entry = entryOf({ "index.ts": text });
    assert.ok(entry.exports.names.has("A"));
    assert.equal(entry.modules.get(at("index.ts"))?.comments.length, 1);
  });

  it("modules that import one another", () => {
    const files = {
      "index.ts": 'import "./a"; export * from "./a"; export class I {}',
      "a.ts": 'import "./index"; import "./a"; export * from "./index"; export { I as J } from "./index";',
    };
    assert.deepEqual(namesOf(files), { I: "class I", J: "class I" });
    assert.equal(entryOf(files).modules.size, 2);
  });

  it("classes that extend one another", () => {
    const files = {
      "index.ts": 'import { B } from "./b"; export class A extends B {} export class Own extends Own {}',
      "b.ts": 'import { A } from "./index"; export class B extends A {}',
    };
    assert.deepEqual(namesOf(files), { A: "class A", Own: "class Own" });
  });

  it("a barrel of ten thousand files", () => {
    const indices = Array.from({ length: 10_000 }, (_, index) => index);
    const leaves = Object.fromEntries(indices.map((index) => [`m${index}.ts`, `export class C${index} {}`]));
    const stars = { "index.ts": indices.map((index) => `export * from "./m${index}";`).join("\n"), ...leaves };
    assert.ok(openOf(stars).every((reason) => reason.startsWith("tooLarge")));
    assert.equal(namesOf(stars)["C7"], "class C7");
    const named = {
      "index.ts": indices.map((index) => `export { C${index} } from "./m${index}";`).join("\n"),
      ...leaves,
    };
    const names = namesOf(named);
    assert.equal(Object.keys(names).length, 10_000);
    assert.equal(names["C7"], "class C7");
    assert.equal(names["C9999"], "maybe");
  }).timeout(20_000);

  it("a chain of ten thousand files", () => {
    const indices = Array.from({ length: 10_000 }, (_, index) => index);
    const chain = (line: (next: number) => string) =>
      Object.fromEntries(indices.map((index) => [index === 0 ? "index.ts" : `m${index}.ts`, line(index + 1)]));
    assert.doesNotThrow(() => entryOf(chain((next) => `export * from "./m${next}";`)));
    assert.equal(namesOf(chain((next) => `export { X } from "./m${next}";`))["X"], "maybe");
  }).timeout(20_000);
});

describe("a Rust crate", () => {
  const crateOf = (files: Readonly<Record<string, string>>): string | undefined => {
    const entry = readMain(new MemoryFiles(files), "build/worker/shim.mjs");
    const crate = entry.kind === "unreadable" && entry.language === "rust" ? entry.crate : undefined;
    return crate && `${crate.classes.join(", ")}${crate.isWhole ? "" : " and more"}`;
  };

  it("is read by its modules, and its classes are the marked structs", () => {
    const files = {
      "src/lib.rs":
        "use worker::*;\nmod room;\npub mod lobby;\n#[durable_object]\npub struct Counter {}\nstruct Plain {}\n",
      "src/room.rs": "mod inner;\n#[worker::durable_object(fetch)]\n#[derive(Debug)]\npub(crate) struct Room;\n",
      "src/room/inner.rs": "#[durable_object]\nimpl DurableObject for Inner {}\n",
      "src/lobby/mod.rs": "// #[durable_object] struct Commented;\n/* mod gone; */\n",
    };
    assert.equal(crateOf(files), "Counter, Room, Inner");
  });

  it("of which a file is missing or included may have more", () => {
    assert.equal(crateOf({ "src/lib.rs": "mod gone;\n#[durable_object] struct A;" }), "A and more");
    assert.equal(crateOf({ "src/lib.rs": `include!("x.rs");\n#[durable_object] struct A;` }), "A and more");
    assert.equal(crateOf({ "Cargo.toml": "" }), undefined);
  });
});
