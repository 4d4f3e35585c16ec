import assert from "node:assert/strict";
import { entryOf, namesOf, openOf } from "../../support/entry.ts";

const workers = 'import { DurableObject } from "cloudflare:workers";';

describe("what an entry exports", () => {
  it("a class, with what it extends", () => {
    assert.deepEqual(namesOf({ "index.ts": `${workers} export class Counter extends DurableObject {}` }), {
      Counter: "class Counter < DurableObject@cloudflare:workers",
    });
  });

  it("a class that extends nothing, or only implements", () => {
    const text = "export class A {} export class B implements DurableObject {} export abstract class C {}";
    assert.deepEqual(namesOf({ "index.ts": text }), { A: "class A", B: "class B", C: "class C" });
  });

  it("a class under other names, one class under several", () => {
    assert.deepEqual(namesOf({ "index.ts": "class Impl {} export { Impl as Counter, Impl as $Second };" }), {
      Counter: "class Impl",
      $Second: "class Impl",
    });
  });

  it("a name in quotes", () => {
    assert.deepEqual(namesOf({ "index.ts": 'class A {} export { A as "a-b" };' }), { "a-b": "class A" });
  });

  it("a class made by an expression", () => {
    assert.deepEqual(namesOf({ "index.ts": "export const A = class {}; export const B = class Inner {};" }), {
      A: "class A",
      B: "class Inner",
    });
  });

  it("a decorated class", () => {
    assert.deepEqual(namesOf({ "index.ts": "@logged() export class A { @once run() {} }" }), { A: "class A" });
  });

  it("a constant that is another class", () => {
    const files = {
      "index.ts":
        'import { Base } from "./base"; class Own {} export const A = Base; export const B = Own as typeof Own;',
      "base.ts": "export class Base {}",
    };
    assert.deepEqual(namesOf(files), { A: "class Base", B: "class Own" });
  });

  it("a class imported and then exported", () => {
    const files = {
      "index.ts": 'import { A as Local } from "./a"; export { Local as B };',
      "a.ts": "export class A {}",
    };
    assert.deepEqual(namesOf(files), { B: "class A" });
  });

  it("a class re-exported, through several files", () => {
    const files = {
      "index.ts": 'export { A as X } from "./a";',
      "a.ts": 'export { B as A } from "./b";',
      "b.ts": 'import B from "./c"; export { B };',
      "c.ts": "export default class Counter {}",
    };
    assert.deepEqual(namesOf(files), { X: "class Counter" });
  });

  it("a default export, with or without a name", () => {
    assert.deepEqual(namesOf({ "index.ts": "export default class Counter {}" }), { default: "class Counter" });
    assert.deepEqual(namesOf({ "index.ts": "export default class {}" }), { default: "class (anonymous)" });
    assert.deepEqual(namesOf({ "index.ts": "class A {} export default A;" }), { default: "class A" });
    assert.deepEqual(namesOf({ "index.ts": "class A {} export { A as default };" }), { default: "class A" });
    assert.deepEqual(namesOf({ "index.ts": "export default { fetch() {} };" }), { default: "object" });
  });

  it("a member of a namespace import", () => {
    const files = { "index.ts": 'import * as a from "./a"; export const X = a.A;', "a.ts": "export class A {}" };
    assert.deepEqual(namesOf(files), { X: "class A" });
  });

  it("JavaScript, JSX and the other endings", () => {
    for (const name of ["a.js", "a.mjs", "a.cjs", "a.jsx", "a.tsx"]) {
      assert.deepEqual(
        namesOf({ [name]: "export class A { render() { return <b>{1}</b>; } }" }),
        { A: "class A" },
        name,
      );
    }
    for (const name of ["a.ts", "a.mts", "a.cts"]) {
      assert.deepEqual(
        namesOf({ [name]: "export class A { x = <T,>(y: T) => y; z = <any>1; }" }),
        { A: "class A" },
        name,
      );
    }
  });

  it("says where a name is exported", () => {
    const text = "class Impl {} export { Impl as Counter };";
    const exported = entryOf({ "index.ts": text }).exports.names.get("Counter");
    assert.equal(exported?.place.path, "/w/index.ts");
    assert.equal(text.slice(exported.place.span.start, exported.place.span.end), "Counter");
  });
});

describe("export *", () => {
  it("brings what the other module exports, but not its default", () => {
    const files = {
      "index.ts": 'export * from "./a"; export default { fetch() {} };',
      "a.ts": 'export * from "./b"; export class A {} export default class Hidden {}',
      "b.ts": "export class B {}",
    };
    assert.deepEqual(namesOf(files), { default: "object", A: "class A", B: "class B" });
    assert.deepEqual(openOf(files), []);
  });

  it("as a name is a namespace object", () => {
    assert.deepEqual(namesOf({ "index.ts": 'export * as Counter from "./a";', "a.ts": "" }), { Counter: "namespace" });
    const files = { "index.ts": 'import * as a from "./a"; export { a };', "a.ts": "export class A {}" };
    assert.deepEqual(namesOf(files), { a: "namespace" });
  });

  it("gives way to a name of the module itself", () => {
    const files = { "index.ts": 'export * from "./a"; export class X { own() {} }', "a.ts": "export const X = 1;" };
    assert.deepEqual(namesOf(files), { X: "class X" });
  });

  it("misses a name that comes from two modules", () => {
    const files = {
      "index.ts": 'export * from "./a"; export * from "./b";',
      "a.ts": "export class X {} export class A {}",
      "b.ts": "export class X {}",
    };
    assert.deepEqual(namesOf(files), { A: "class A", X: "missing from index.ts" });
  });

  it("keeps a name that is one thing by two ways", () => {
    const files = {
      "index.ts": 'export * from "./a"; export * from "./b";',
      "a.ts": 'export { X } from "./x";',
      "b.ts": 'import { X } from "./x"; export { X };',
      "x.ts": "export class X {}",
    };
    assert.deepEqual(namesOf(files), { X: "class X" });
  });

  it("misses a name that one way hides and another does not", () => {
    const files = {
      "index.ts": 'export * from "./a"; export * from "./b";',
      "a.ts": 'export * from "./c"; export class X {}',
      "b.ts": 'export * from "./c";',
      "c.ts": "export class X {} export class C {}",
    };
    assert.deepEqual(namesOf(files), { C: "class C", X: "missing from index.ts" });
  });

  it("prefers a value to a type of the same name", () => {
    const files = {
      "index.ts": 'export * from "./a"; export * from "./b";',
      "a.ts": "export interface X {}",
      "b.ts": "export class X {}",
    };
    assert.deepEqual(namesOf(files), { X: "class X" });
  });

  it("points at the value where a type beside it has the same name", () => {
    for (const text of ["export const X = make(); export type X = 1;", "export type X = 1; export const X = make();"]) {
      const found = entryOf({ "index.ts": text }).exports.names.get("X");
      assert.equal(found?.place.span.start, text.indexOf("X = make"));
    }
  });

  it("goes in circles without end", () => {
    const files = {
      "index.ts": 'export * from "./a"; export class I {}',
      "a.ts": 'export * from "./b"; export * from "./index"; export class A {}',
      "b.ts": 'export * from "./a"; export { A as Again } from "./index"; export class B {}',
    };
    assert.deepEqual(namesOf(files), { I: "class I", A: "class A", B: "class B", Again: "class A" });
  });

  it("asks two ways that lead back to the question only once", () => {
    const files = {
      "index.ts": 'export * from "./a"; export * from "./b";',
      "a.ts": 'export { X } from "./index";',
      "b.ts": 'export { X } from "./index";',
    };
    assert.deepEqual(namesOf(files), { X: "maybe" });
  });

  it("of what cannot be followed leaves the answer open", () => {
    assert.deepEqual(openOf({ "index.ts": 'export * from "./gone";' }), ["exportStarUnresolved ./gone"]);
    assert.deepEqual(openOf({ "index.ts": 'export * from "@/gone";' }), ["exportStarUnresolved @/gone"]);
    assert.deepEqual(openOf({ "index.ts": 'export * from "cloudflare:workers";' }), [
      "exportStarExternal cloudflare:workers",
    ]);
    assert.deepEqual(openOf({ "index.ts": 'export * from "./.open-next/worker.js";' }), [
      "generated ./.open-next/worker.js",
    ]);
    assert.deepEqual(openOf({ "index.ts": 'export * from "../dist/server";' }), ["generated ../dist/server"]);
    assert.deepEqual(openOf({ "index.ts": 'export * from "./a.cjs";', "a.cjs": "exports.A = class {};" }), [
      "commonJs ./a.cjs",
    ]);
    const large = { "index.ts": 'export * from "./a";', "a.ts": `export class A {}${" ".repeat(1_000_001)}` };
    assert.deepEqual(openOf(large), ["tooLarge ./a"]);
    assert.deepEqual(openOf({ "index.ts": 'export * from "./a";', "a.ts": "\0\0" }), ["unreadable ./a"]);
  });

  it("of files without names, or of types, leaves nothing open", () => {
    assert.deepEqual(openOf({ "index.ts": 'export * from "./data.json";', "data.json": "{}" }), []);
    assert.deepEqual(openOf({ "index.ts": 'export type * from "./gone"; export * as X from "./gone";' }), []);
  });

  it("of types brings types", () => {
    const files = { "index.ts": 'export type * from "./a";', "a.ts": "export class A {}" };
    assert.deepEqual(namesOf(files), { A: "type" });
    const both = { "index.ts": 'export type * from "./a"; export * from "./a";', "a.ts": "export class A {}" };
    assert.deepEqual(namesOf(both), { A: "class A" });
  });
});
