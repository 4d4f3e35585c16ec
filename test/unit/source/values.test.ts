import assert from "node:assert/strict";
import { entryOf, namesOf, openOf } from "../../support/entry.ts";

/** What stands behind `X`, with the other files of the project beside the entry. */
function valueOf(text: string, others: Readonly<Record<string, string>> = {}): string | undefined {
  return namesOf({ "index.ts": text, ...others })["X"];
}

describe("an exported value that may be a class", () => {
  it("is a call, with the class that is handed to it", () => {
    const base = { "a.ts": "export class A {}" };
    assert.equal(valueOf("class A {} export const X = withSentry(() => ({}), A);"), "maybe A");
    assert.equal(valueOf("export const X = instrument(class Inner {}, {});"), "maybe Inner");
    assert.equal(valueOf('import { A } from "./a"; export const X = outer(inner(A), 1);', base), "maybe A");
    assert.equal(valueOf("class A {} const Wrapped = wrap(A); export { Wrapped as X };"), "maybe A");
    assert.equal(valueOf("class A {} export const X = new Proxy(A, {});"), "maybe A");
    assert.equal(valueOf("class A {} class B {} export const X = flag ? A : B;"), "maybe A");
  });

  it("is made by a factory, or not to be known", () => {
    assert.equal(valueOf("export const X = makeDurableObject({ a: 1 });"), "maybe");
    assert.equal(valueOf("export const { X } = factory();"), "maybe");
    assert.equal(valueOf("export const [X] = [class {}];"), "maybe");
    assert.equal(valueOf("export let X;"), "maybe");
    assert.equal(valueOf("export let X = null; X = make();"), "maybe");
    assert.equal(valueOf("export const X = some.where;"), "maybe");
    assert.equal(valueOf("export const X = table['a'];"), "maybe");
    assert.equal(valueOf("export { X };"), "maybe");
    assert.equal(valueOf("export import X = Other.Y;"), "maybe");
    assert.equal(valueOf('import X = require("./a"); export { X };', { "a.ts": "export = class {};" }), "maybe");
  });

  it("comes from where it cannot be followed", () => {
    assert.equal(valueOf('export { X } from "./gone";'), "maybe");
    assert.equal(valueOf('export { X } from "@/gone";'), "maybe");
    assert.equal(valueOf('export { X } from "not-installed";'), "maybe");
    assert.equal(valueOf('export { X } from "./.open-next/worker.js";'), "maybe");
    assert.equal(valueOf('export { DurableObject as X } from "cloudflare:workers";'), "maybe");
    assert.equal(valueOf('import X from "./page.html"; export { X };', { "page.html": "" }), "maybe");
    assert.equal(valueOf('export { X } from "./a";', { "a.ts": "module.exports = { X: class {} };" }), "maybe");
    assert.equal(valueOf('export { X } from "./a";', { "a.ts": 'export * from "lib";' }), "maybe");
    assert.equal(valueOf('export { X } from "./a";', { "a.ts": "\0" }), "maybe");
  });

  it("leads in a circle", () => {
    assert.equal(valueOf('export { X } from "./a";', { "a.ts": 'export { X } from "./index";' }), "maybe");
    assert.equal(valueOf("export const X = Y; const Y = X;"), "maybe");
  });

  it("is a class that compiled code assigns again", () => {
    assert.equal(valueOf("let X = _X = class X {}; X = __decorate([], X); export { X };"), "class X");
    assert.equal(valueOf("var X = class extends Y {}; export { X };"), "class X");
  });

  it("is a function from before classes", () => {
    assert.equal(valueOf("export function X() { this.a = 1; }"), "maybe");
    assert.equal(valueOf("export function X() {} X.prototype.fetch = () => 1;"), "maybe");
  });
});

describe("an exported value that is no class", () => {
  it("is a literal, an object, a function", () => {
    for (const text of [
      "42",
      "-1",
      '"a"',
      "`a`",
      "`${1}`",
      "null",
      "undefined",
      "true",
      "/a/",
      "1n",
      "1 as const",
      "!x",
    ]) {
      assert.equal(valueOf(`export const X = ${text};`), "literal", text);
    }
    for (const text of ["{}", "[]", "{ a: 1 } satisfies Y", "({})"]) {
      assert.equal(valueOf(`export const X = ${text};`), "object", text);
    }
    for (const text of ["() => 1", "async () => 1", "async function () { this.a }", "function () {}"]) {
      assert.equal(valueOf(`export const X = ${text};`), "function", text);
    }
    assert.equal(valueOf("export function X() {}"), "function");
    assert.equal(valueOf("export async function* X() { this.a; }"), "function");
    assert.equal(valueOf("export enum X { A }"), "object");
    assert.equal(valueOf("export namespace X { export const a = 1; }"), "object");
  });

  it("stays one through constants and files", () => {
    assert.equal(valueOf('export { X } from "./a";', { "a.ts": "const Y = 1; export const X = Y;" }), "literal");
  });

  it("is a class all the same when a namespace of its name adds to it", () => {
    assert.equal(valueOf("export class X {} export namespace X { export const a = 1; }"), "class X");
    assert.equal(valueOf("export interface X {} export class X {}"), "class X");
    assert.equal(valueOf("export class X {} export interface X {}"), "class X");
    assert.equal(valueOf("export type X = Y; export const X = 1;"), "literal");
  });
});

describe("an export for the type checker only", () => {
  it("is a type, by keyword or by what it is", () => {
    const a = { "a.ts": "export class X {} export interface Y {}" };
    assert.equal(valueOf('export type { X } from "./a";', a), "type");
    assert.equal(valueOf('export { type X } from "./a";', a), "type");
    assert.equal(valueOf('import type { X } from "./a"; export { X };', a), "type");
    assert.equal(valueOf('import { type X } from "./a"; export { X };', a), "type");
    assert.equal(valueOf('import type X from "./a"; export { X };', a), "type");
    assert.equal(valueOf('export { Y as X } from "./a";', a), "type");
    assert.equal(valueOf("class X {} export type { X };"), "type");
    assert.equal(valueOf("export type X = 1;"), "type");
    assert.equal(valueOf("export interface X {}"), "type");
    assert.equal(valueOf("export declare class X {}"), "type");
    assert.equal(valueOf("export declare const X: unique symbol;"), "type");
    assert.equal(valueOf("export namespace X { export type A = 1; }"), "type");
  });

  it("shows the keyword that makes it one", () => {
    for (const [entry, other] of [
      ['export type { X } from "./a";', "export class X {}"],
      ['import { type X } from "./a"; export { X };', "export class X {}"],
      ['export { X } from "./a";', 'export type { X } from "./b";'],
    ] as const) {
      const files = { "index.ts": entry, "a.ts": other, "b.ts": "export class X {}" };
      const value = entryOf(files).exports.names.get("X")?.value;
      assert.equal(value?.kind, "type");
      const place = value.typeKeyword;
      const text = place?.path === "/w/index.ts" ? entry : other;
      assert.equal(text.slice(place?.span.start, place?.span.end), "type");
    }
    const plain = entryOf({ "index.ts": "export interface X {}" }).exports.names.get("X")?.value;
    assert.deepEqual(plain, { kind: "type" });
  });
});

describe("a re-export of a name that is not there", () => {
  it("is missing where the module could be read", () => {
    assert.equal(valueOf('export { X } from "./a";', { "a.ts": "export class Y {}" }), "missing from a.ts");
    assert.equal(valueOf('import { X } from "./a"; export { X };', { "a.ts": "" }), "missing from a.ts");
    assert.equal(valueOf('export { default as X } from "./a";', { "a.ts": "export class X {}" }), "missing from a.ts");
    const chain = { "a.ts": 'export * from "./b";', "b.ts": "export class Y {}" };
    assert.equal(valueOf('export { X } from "./a";', chain), "missing from a.ts");
  });
});

describe("CommonJS", () => {
  it("leaves the answer open", () => {
    assert.deepEqual(openOf({ "index.js": "module.exports = { fetch() {} };" }), ["commonJs module.exports"]);
    assert.deepEqual(openOf({ "index.js": "exports.Counter = class {};" }), ["commonJs exports."]);
    assert.deepEqual(openOf({ "index.ts": "class A {} export = A;" }), ["commonJs export = A;"]);
  });

  it("is not what merely speaks of exports", () => {
    assert.deepEqual(openOf({ "index.js": "export class A {} const exports = {}; exports.a = 1;" }), []);
  });
});
