import assert from "node:assert/strict";
import { ModuleGraph } from "../../../src/core/source/entry.ts";
import type { Entry } from "../../../src/core/source/model.ts";
import { foldersUpward, toFilePath } from "../../../src/core/text/path.ts";
import { readMain } from "../../support/entry.ts";
import { at, MemoryFiles, type MemoryEntry } from "../../support/memoryFiles.ts";

/** A graph over files that change, with what it did since the last look. */
class Session {
  readonly files: MemoryFiles;
  readonly graph: ModuleGraph;
  readonly #main: string;
  #before: ModuleGraph["counts"] = { parsed: 0, resolved: 0 };

  constructor(files: Readonly<Record<string, MemoryEntry>>) {
    this.files = new MemoryFiles(files);
    this.graph = new ModuleGraph(this.files);
    this.#main = Object.keys(files)[0] ?? "";
  }

  read(): Entry {
    this.files.resetCounts();
    return readMain(this.files, this.#main, this.graph);
  }

  /** What stands behind an exported name, in a word. */
  kindOf(name: string): string | undefined {
    const entry = this.read();
    return entry.kind === "module" ? entry.exports.names.get(name)?.value.kind : entry.kind;
  }

  /** Writes a file as an editor does: it is told about if the entry read it, or a folder of it that was not there. */
  write(path: string, text: string): void {
    this.#tell(path);
    this.graph.invalidate(this.files.write(path, text));
  }

  delete(path: string): void {
    this.#tell(path);
    this.graph.invalidate(this.files.delete(path));
  }

  /** How many modules were parsed and specifiers resolved since it was last asked. */
  work(): ModuleGraph["counts"] {
    const before = this.#before;
    this.#before = this.graph.counts;
    return { parsed: this.#before.parsed - before.parsed, resolved: this.#before.resolved - before.resolved };
  }

  #tell(path: string): void {
    const entry = this.read();
    if (entry.kind !== "module") return;
    const isRead = [...foldersUpward(at(path))].some((place) => entry.reads.has(place));
    assert.ok(isRead, `${path} is not among what was read`);
  }
}

const project = {
  "src/index.ts": 'export { A } from "./a"; export * from "./b.js"; export default { fetch() {} };',
  "src/a.ts": 'import { Base } from "@/base"; export class A extends Base {}',
  "src/b.ts": "export class B {}",
  "src/base.ts": "export class Base {}",
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
};

describe("a module graph", () => {
  it("reads each file and resolves each specifier once", () => {
    const session = new Session(project);
    session.read();
    assert.deepEqual(session.work(), { parsed: 4, resolved: 3 });
    session.read();
    assert.deepEqual(session.work(), { parsed: 0, resolved: 0 });
    assert.deepEqual([...session.files.reads, ...session.files.stats, ...session.files.foldersRead], []);
  });

  it("parses one file after one file changed, and asks the disk about it only", () => {
    const session = new Session(project);
    session.read();
    session.work();
    const before = session.files.write("src/index.ts", `${project["src/index.ts"]} export class New {}`);
    session.graph.invalidate(before);
    assert.equal(session.kindOf("New"), "class");
    assert.deepEqual(session.work(), { parsed: 1, resolved: 0 });
    assert.deepEqual(session.files.reads, ["/w/src/index.ts"]);
    assert.deepEqual(session.files.stats, ["/w/src/index.ts"]);
  });

  it("parses nothing where a file was saved unchanged", () => {
    const session = new Session(project);
    session.read();
    session.work();
    session.graph.invalidate(at("src/index.ts"));
    session.read();
    assert.deepEqual(session.work(), { parsed: 0, resolved: 0 });
  });

  it("never lists a folder", () => {
    const session = new Session(project);
    const entry = session.read();
    assert.ok(entry.kind === "module" && entry.modules.size === 4);
    assert.deepEqual(session.files.foldersRead, []);
  });

  it("sees a change three files away, the superclass's included", () => {
    const session = new Session(project);
    const originOf = () => {
      const entry = session.read();
      const value = entry.kind === "module" ? entry.exports.names.get("A")?.value : undefined;
      return value?.kind === "class" ? value.declaration.superclass?.origin?.name : undefined;
    };
    assert.equal(originOf(), undefined);
    session.write(
      "src/base.ts",
      'import { DurableObject } from "cloudflare:workers"; export class Base extends DurableObject {}',
    );
    assert.equal(originOf(), "DurableObject");
  });

  it("sees a file that was missing, and one that is gone", () => {
    const session = new Session({ "index.ts": 'export { A } from "./a";' });
    assert.equal(session.kindOf("A"), "maybe");
    session.write("a.ts", "export class A {}");
    assert.equal(session.kindOf("A"), "class");
    session.delete("a.ts");
    assert.equal(session.kindOf("A"), "maybe");
    session.write("a/index.ts", "export const A = 1;");
    assert.equal(session.kindOf("A"), "notAClass");
    session.write("a.ts", "export class A {}");
    assert.equal(session.kindOf("A"), "class");
  });

  it("sees an entry that was missing", () => {
    const session = new Session({ "none.txt": "" });
    const main = (): string => readMain(session.files, "dist/index.js", session.graph).kind;
    assert.equal(main(), "missing");
    session.graph.invalidate(session.files.write("dist/index.js", "export class A {}"));
    assert.equal(main(), "module");
  });

  it("sees a tsconfig.json that changes, appears or goes", () => {
    const session = new Session({
      "index.ts": 'export { A } from "@/a";',
      "src/a.ts": "export class A {}",
      "lib/a.ts": "export const A = 1;",
    });
    assert.equal(session.kindOf("A"), "maybe");
    session.write("tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }');
    assert.equal(session.kindOf("A"), "class");
    session.write("tsconfig.json", '{ "extends": "./base.json" }');
    assert.equal(session.kindOf("A"), "maybe");
    session.write("base.json", '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }');
    assert.equal(session.kindOf("A"), "notAClass");
    session.delete("tsconfig.json");
    assert.equal(session.kindOf("A"), "maybe");
  });

  it("sees a package that is installed, into a folder that was not there", () => {
    const session = new Session({ "index.ts": 'export { A } from "lib"; export { B } from "other";' });
    assert.equal(session.kindOf("A"), "maybe");
    session.files.write("node_modules/lib/index.js", "export class A {}");
    session.graph.invalidate(at("node_modules/lib/index.js"));
    session.graph.invalidate(session.files.write("node_modules/lib/package.json", '{ "exports": "./index.js" }'));
    assert.equal(session.kindOf("A"), "class");
    session.write("node_modules/lib/package.json", '{ "exports": "./gone.js" }');
    assert.equal(session.kindOf("A"), "maybe");
    session.graph.invalidate(session.files.write("node_modules/other/package.json", '{ "exports": "./index.js" }'));
    session.graph.invalidate(session.files.write("node_modules/other/index.js", "export class B {}"));
    assert.equal(session.kindOf("B"), "class");
  });

  it("sees a change in a linked package by the path where it really lies", () => {
    const session = new Session({
      "apps/a/index.ts": 'export { A } from "objects"; export { B } from "objects/later";',
      "node_modules/objects": { link: "../packages/objects" },
      "packages/objects/package.json": '{ "exports": { ".": "./src/index.ts", "./*": "./src/*.ts" } }',
      "packages/objects/src/index.ts": "export class A {}",
    });
    assert.equal(session.kindOf("A"), "class");
    session.write("packages/objects/src/index.ts", "export const A = 1;");
    assert.equal(session.kindOf("A"), "notAClass");
    assert.equal(session.kindOf("B"), "maybe");
    session.write("packages/objects/src/later.ts", "export class B {}");
    assert.equal(session.kindOf("B"), "class");
    session.write("packages/objects/package.json", "{}");
    assert.equal(session.kindOf("A"), "maybe");
  });

  it("sees a folder that is deleted", () => {
    const session = new Session({ "index.ts": 'export { A } from "./a/b/c";', "a/b/c.ts": "export class A {}" });
    assert.equal(session.kindOf("A"), "class");
    session.files.delete("a/b/c.ts");
    session.files.delete("a/b");
    session.graph.invalidate(at("a/b"));
    assert.equal(session.kindOf("A"), "maybe");
  });

  it("sees changes in a workspace that is opened through a link", () => {
    const files = new MemoryFiles({
      "/link": { link: "/real" },
      "/real/index.ts": 'export { A } from "./a";',
      "/real/a.ts": "",
    });
    const graph = new ModuleGraph(files);
    const kindOf = () => {
      const entry = readMain(files, "/link/index.ts", graph);
      return entry.kind === "module" ? entry.exports.names.get("A")?.value.kind : entry.kind;
    };
    assert.equal(kindOf(), "missing");
    files.write("/real/a.ts", "export class A {}");
    graph.invalidate(toFilePath("/link/a.ts"));
    assert.equal(kindOf(), "class");
    files.write("/real/a.ts", "export const A = 1;");
    graph.invalidate(toFilePath("/real/a.ts"));
    assert.equal(kindOf(), "notAClass");
  });
});
