import assert from "node:assert/strict";
import { namesOf, openOf } from "../../support/entry.ts";

const workers = 'import { DurableObject } from "cloudflare:workers";';

describe("what an entry exports", () => {
  it("a class, with what it extends", () => {
    assert.deepEqual(namesOf({ "index.ts": `${workers} export class Counter extends DurableObject {}` }), {
      Counter: "class Counter < DurableObject@cloudflare:workers",
    });
  });

  it("a class under another name", () => {
    assert.deepEqual(namesOf({ "index.ts": "class Impl {} export { Impl as Counter, Impl as Second };" }), {
      Counter: "class Impl",
      Second: "class Impl",
    });
  });

  it("a class made by an expression", () => {
    assert.deepEqual(namesOf({ "index.ts": "export const A = class {}; export const B = class Inner {};" }), {
      A: "class A",
      B: "class Inner",
    });
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

  it("what export * brings, the default left out", () => {
    const files = {
      "index.ts": 'export * from "./a"; export default { fetch() {} };',
      "a.ts": 'export * from "./b"; export class A {} export default class Hidden {}',
      "b.ts": "export class B {}",
    };
    assert.deepEqual(namesOf(files), { default: "object", A: "class A", B: "class B" });
    assert.deepEqual(openOf(files), []);
  });
});
