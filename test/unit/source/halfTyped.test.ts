import assert from "node:assert/strict";
import { classesOf } from "../../../src/core/source/classes.ts";
import { entryOf, namesOf, openOf } from "../../support/entry.ts";

const before = 'import { DurableObject } from "cloudflare:workers";\n';
const after = "\nexport class After extends DurableObject {}\nexport default { fetch() {} };\n";

/** Pieces of code as they are while somebody types them. */
const pieces = [
  "export class",
  "export class Mine",
  "export class Mine extends",
  "export class Mine extends DurableObject {",
  "export class Mine extends DurableObject { fetch( }",
  "export class Mine extends DurableObject { async fetch(request) { return new Response( } }",
  "export class Mine { fetch() { const x = ; } }",
  "export class Mine { fetch() { this. } }",
  "export class Mine { fetch() { if (a } }",
  "export class Mine { fetch() { `${ } }",
  "export class Mine { x = [1, }",
  "export class Mine { @ }",
  "export class Mine { fetch() { foo({ a: } }",
  "export { ",
  "export { Mine",
  "import { X } from",
  "import {",
  "import",
  "export",
  "export *",
  "export * from",
  "export const x =",
  "const x = (",
  "const x = {",
  "function f() {",
  "function f(",
  "if (",
  "type T = {",
  "interface I {",
  "enum E {",
  "@decorated(",
  "<div>",
  "'",
  '"abc',
  "`abc",
  "/* abc",
  "/ab",
  "}",
  ")",
];

describe("half-typed source", () => {
  for (const piece of pieces) {
    it(`${piece}: what stands before stays, what stands after stays or is not called missing`, () => {
      const files = { "index.ts": `${before}export class Before {}\n${piece}${after}` };
      const names = namesOf(files);
      assert.equal(names["Before"], "class Before");
      if (openOf(files).length === 0) assert.match(names["After"] ?? "missing", /^class After/);
    });
  }

  it("keeps most of the classes after it", () => {
    const kept = pieces.filter((piece) => "After" in namesOf({ "index.ts": before + piece + after }));
    assert.ok(kept.length / pieces.length > 0.7, `${kept.length} of ${pieces.length}`);
  });

  it("in a re-exported module does not make its names missing", () => {
    const files = { "index.ts": 'export { After } from "./a";', "a.ts": `${before}function f() {${after}` };
    assert.doesNotMatch(namesOf(files)["After"] ?? "", /missing/);
  });

  it("leaves what was typed in a method without effect on exports", () => {
    assert.deepEqual(openOf({ "index.ts": `${before}export class A { fetch() { this. } }${after}` }), []);
  });

  it("may end anywhere", () => {
    const text = `import { DurableObject as D } from "cloudflare:workers"; // a
      export * from "./a"; export { type B, C as "d" } from './b'; /* c */
      @dec() export abstract class E<T> extends D<Env> { #f = 1; constructor(private g: H) { super(g, g); }
        async i<J>(k: string, { l } = { l: [\`m\${n}o\`] }): Promise<void> { return /p/.test(q) ? await import("./r") : 1; } }
      export const { s, t: [u] } = v(class {}), w = x as unknown as typeof E; export default class extends w {}`;
    for (let end = 0; end <= text.length; end++) {
      const { exports, modules } = entryOf({ "index.tsx": text.slice(0, end) });
      assert.ok(exports.names.size >= 0);
      for (const module of modules.values()) {
        assert.ok(module.comments.length <= 2);
        for (const declaration of classesOf(module)) assert.ok(declaration.members.length <= 5);
      }
    }
  });
});
