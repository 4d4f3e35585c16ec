import assert from "node:assert/strict";
import { entryOf, namesOf, openOf } from "../../support/entry.ts";
import type { MemoryEntry } from "../../support/memoryFiles.ts";

const counter = "export class Counter {}";

/** Whether `Counter`, imported by a specifier into `src/index.ts`, is found among the files. */
function finds(specifier: string, files: Readonly<Record<string, MemoryEntry>>): string | undefined {
  return namesOf({ "src/index.ts": `export { Counter } from "${specifier}";`, ...files })["Counter"];
}

const found = "class Counter";

describe("a relative specifier", () => {
  it("finds every ending that is left out", () => {
    for (const ending of ["ts", "tsx", "js", "jsx"]) {
      assert.equal(finds("./counter", { [`src/counter.${ending}`]: counter }), found, ending);
    }
  });

  it("finds TypeScript by the ending that it will have as JavaScript", () => {
    for (const [written, real] of [
      ["js", "ts"],
      ["js", "tsx"],
      ["jsx", "tsx"],
      ["mjs", "mts"],
      ["cjs", "cts"],
    ] as const) {
      assert.equal(finds(`./counter.${written}`, { [`src/counter.${real}`]: counter }), found, `${written} ${real}`);
    }
  });

  it("finds an ending as written, and that file first", () => {
    for (const ending of ["ts", "mts", "cts", "tsx", "mjs", "cjs"]) {
      assert.equal(finds(`./counter.${ending}`, { [`src/counter.${ending}`]: counter }), found, ending);
    }
    assert.equal(finds("./counter.js", { "src/counter.js": counter, "src/counter.ts": "" }), found);
  });

  it("finds the index of a folder, above as well", () => {
    assert.equal(finds("./objects", { "src/objects/index.ts": counter }), found);
    assert.equal(finds("./objects/", { "src/objects/index.ts": counter }), found);
    assert.equal(finds("../lib/objects", { "lib/objects/index.js": counter }), found);
    assert.equal(finds("..", { "index.ts": counter }), found);
  });

  it("is not satisfied by declarations alone", () => {
    assert.equal(finds("./counter", { "src/counter.d.ts": "export declare class Counter {}" }), "maybe Counter");
  });
});

describe("tsconfig.json", () => {
  it("gives paths, with comments and trailing commas", () => {
    const tsconfig = '{ "compilerOptions": { /* aliases */ "paths": { "@/*": ["./src/*"], }, }, }';
    assert.equal(finds("@/counter", { "tsconfig.json": tsconfig, "src/counter.ts": counter }), found);
    assert.equal(finds("@/counter.js", { "tsconfig.json": tsconfig, "src/counter.ts": counter }), found);
  });

  it("gives a base", () => {
    const tsconfig = '{ "compilerOptions": { "baseUrl": "src" } }';
    assert.equal(finds("objects/counter", { "tsconfig.json": tsconfig, "src/objects/counter.ts": counter }), found);
    const paths = '{ "compilerOptions": { "baseUrl": "./src", "paths": { "~/*": ["objects/*"] } } }';
    assert.equal(finds("~/counter", { "tsconfig.json": paths, "src/objects/counter.ts": counter }), found);
  });

  it("extends others, in packages too, one or several", () => {
    const base = '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }';
    for (const own of ['{ "extends": "./config/base.json" }', '{ "extends": ["./config/none", "./config/base"] }']) {
      const files = {
        "tsconfig.json": own,
        "config/base.json": base.replace("./src", "../src"),
        "src/counter.ts": counter,
      };
      assert.equal(finds("@/counter", files), found, own);
    }
    const inPackage = {
      "tsconfig.json": '{ "extends": "@acme/tsconfig/base.json" }',
      "node_modules/@acme/tsconfig/base.json": '{ "compilerOptions": { "paths": { "@/*": ["../../../src/*"] } } }',
      "src/counter.ts": counter,
    };
    assert.equal(finds("@/counter", inPackage), found);
  });

  it("nearest to the file decides, jsconfig.json where there is none", () => {
    const files = {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./wrong/*"] } } }',
      "src/tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./right/*"] } } }',
      "src/right/counter.ts": counter,
    };
    assert.equal(finds("@/counter", files), found);
    const jsconfig = '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }';
    assert.equal(finds("@/counter", { "jsconfig.json": jsconfig, "src/counter.js": counter }), found);
  });

  it("that is broken, empty or circular leaves aliases unknown", () => {
    for (const tsconfig of ["", "{", "[]", "null", '{ "extends": "./tsconfig.json" }', '{ "extends": "./gone" }']) {
      assert.equal(finds("@/counter", { "tsconfig.json": tsconfig, "src/counter.ts": counter }), "maybe", tsconfig);
    }
  });
});

describe("package.json", () => {
  it("gives imports, by condition as wrangler bundles", () => {
    const imports =
      '{ "imports": { "#counter": "./src/counter.ts", "#objects/*": { "workerd": "./src/*.ts", "default": "./no.ts" } } }';
    assert.equal(finds("#counter", { "package.json": imports, "src/counter.ts": counter }), found);
    assert.equal(finds("#objects/counter", { "package.json": imports, "src/counter.ts": counter }), found);
    assert.equal(finds("#none", { "package.json": imports }), "maybe");
  });

  it("of a package of the workspace gives exports", () => {
    const linked = { "node_modules/@acme/objects": { link: "../../packages/objects" } };
    const source = { "packages/objects/src/counter.ts": counter };
    const exported = (exports: string) => ({ ...linked, ...source, "packages/objects/package.json": exports });
    const plain = exported('{ "name": "@acme/objects", "exports": "./src/counter.ts" }');
    assert.equal(finds("@acme/objects", plain), found);
    const conditions =
      '{ "exports": { ".": { "types": "./no.d.ts", "node": "./no.js", "worker": "./src/counter.ts" } } }';
    assert.equal(finds("@acme/objects", exported(conditions)), found);
    const subpath = '{ "exports": { "./*": "./src/*.ts" } }';
    assert.equal(finds("@acme/objects/counter", exported(subpath)), found);
    const main = '{ "main": "src/counter.ts" }';
    assert.equal(finds("@acme/objects", exported(main)), found);
  });

  it("of a package that is not built leaves it unknown", () => {
    const files = {
      "node_modules/objects": { link: "../packages/objects" },
      "packages/objects/package.json": '{ "exports": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } }',
    };
    assert.equal(finds("objects", files), "maybe");
    const star = { "src/index.ts": 'export * from "objects";', ...files };
    assert.deepEqual(openOf(star), ["exportStarUnresolved objects"]);
  });
});

describe("an installed package", () => {
  const esm = '{ "name": "lib", "exports": { "types": "./index.d.ts", "import": "./index.js" } }';

  it("is read where it is JavaScript with exports", () => {
    const files = {
      "node_modules/lib/package.json": esm,
      "node_modules/lib/index.js": 'export { C as Counter } from "./chunk.js";',
      "node_modules/lib/chunk.js": "var C = class {}; export { C };",
    };
    assert.equal(finds("lib", files), "class C");
    assert.equal(namesOf({ "src/index.ts": 'export * from "lib";', ...files })["Counter"], "class C");
  });

  it("never makes a name missing by its JavaScript alone", () => {
    const files = { "node_modules/lib/package.json": esm, "node_modules/lib/index.js": "export class Other {}" };
    assert.equal(finds("lib", files), "maybe");
  });

  it("is known by its declarations where there is nothing else", () => {
    const files = {
      "node_modules/lib/package.json": esm,
      "node_modules/lib/index.d.ts": "export declare class Counter { a(): void } export interface I {}",
    };
    assert.equal(finds("lib", files), "maybe Counter");
    assert.equal(namesOf({ "src/index.ts": 'export { I } from "lib";', ...files })["I"], "type");
    assert.deepEqual(openOf({ "src/index.ts": 'export * from "lib";', ...files }), ["exportStarUnresolved lib"]);
  });

  it("is known by its declarations where its JavaScript is CommonJS", () => {
    const files = {
      "node_modules/lib/package.json": '{ "main": "index.js", "types": "index.d.ts" }',
      "node_modules/lib/index.js": "exports.Counter = class {};",
      "node_modules/lib/index.d.ts": "export declare class Counter {}",
    };
    assert.equal(finds("lib", files), "maybe Counter");
    assert.deepEqual(openOf({ "src/index.ts": 'export * from "lib";', ...files }), ["commonJs lib"]);
  });

  it("in a workspace above, linked from a store", () => {
    const files = {
      "apps/a/src/index.ts": 'export { Counter } from "lib";',
      "node_modules/lib": { link: ".pnpm/lib@1.0.0/node_modules/lib" },
      "node_modules/.pnpm/lib@1.0.0/node_modules/lib/package.json": esm,
      "node_modules/.pnpm/lib@1.0.0/node_modules/lib/index.js": counter,
    };
    assert.equal(namesOf(files)["Counter"], found);
    assert.deepEqual([...entryOf(files).modules.keys()], ["/w/apps/a/src/index.ts"]);
  });
});
