import assert from "node:assert/strict";
import { parseDocument } from "../../../src/core/config/document.ts";
import { nodeAt, property, toValue } from "../../../src/core/config/tree.ts";

describe("JSON with comments", () => {
  it("may have comments and trailing commas, in wrangler.json as well", () => {
    const text = `{ // one\n "a": [1, 2,], /* two */ "b": { "c": null, }, }`;
    const { root, syntaxErrors, comments } = parseDocument(text, "jsonc");
    assert.deepEqual(syntaxErrors, []);
    assert.deepEqual(toValue(root), { a: [1, 2], b: { c: null } });
    assert.deepEqual(
      comments.map((each) => [each.text, text.slice(each.span.start, each.span.end)]),
      [
        ["one", "// one"],
        ["two", "/* two */"],
      ],
    );
  });

  it("knows the places of keys, values and properties, byte order mark and CRLF counted", () => {
    const text = `\uFEFF{\r\n  "a": { "b": [ true ] }\r\n}`;
    const { root, syntaxErrors } = parseDocument(text, "jsonc");
    assert.deepEqual(syntaxErrors, []);
    const a = property(root, "a")!;
    assert.equal(text.slice(a.keySpan.start, a.keySpan.end), `"a"`);
    assert.equal(text.slice(a.span.start, a.span.end), `"a": { "b": [ true ] }`);
    const item = nodeAt(root, ["a", "b", 0])!;
    assert.deepEqual(item.path, ["a", "b", 0]);
    assert.equal(text.slice(item.span.start, item.span.end), "true");
  });

  it("keeps keys that are written twice, in order, and counts the last", () => {
    const { root, syntaxErrors } = parseDocument(`{ "a": 1, "b": 2, "a": 3 }`, "jsonc");
    assert.deepEqual(syntaxErrors, []);
    assert.deepEqual(
      root.properties.map((each) => each.key),
      ["a", "b", "a"],
    );
    assert.deepEqual(toValue(root), { a: 3, b: 2 });
  });

  it("has `__proto__` as a key like any other", () => {
    const read = toValue(parseDocument(`{ "__proto__": { "a": 1 } }`, "jsonc").root);
    assert.deepEqual(Object.keys(read as object), ["__proto__"]);
    assert.equal(({} as { a?: number }).a, undefined);
  });

  // What wrangler 4.164 prints for each, as `[ERROR] CODE`.
  for (const [text, code, at] of [
    ["", "ValueExpected", 0],
    [" // nothing\n", "ValueExpected", 12],
    [`{ "a": 1 "b": 2 }`, "CommaExpected", 9],
    [`{ "a" 1 }`, "ColonExpected", 6],
    [`{ a: 1 }`, "InvalidSymbol", 2],
    [`{ "a": }`, "ValueExpected", 7],
    [`{ "a": 1`, "CloseBraceExpected", 8],
    [`{ "a": [1 }`, "CommaExpected", 10],
    [`{} {}`, "EndOfFileExpected", 3],
    [`{ "a": "x\n" }`, "UnexpectedEndOfString", 7],
    [`{ "a": "\\x" }`, "InvalidEscapeCharacter", 7],
    [`{} /* x`, "UnexpectedEndOfComment", 3],
  ] as const) {
    it(`tells the first error of \`${text.replace("\n", "\\n")}\` alone: ${code}`, () => {
      const { syntaxErrors } = parseDocument(text, "jsonc");
      assert.equal(syntaxErrors.length, 1);
      assert.ok(syntaxErrors[0]!.message.endsWith(`(${code}).`), syntaxErrors[0]!.message);
      assert.equal(syntaxErrors[0]!.span.start, at);
    });
  }

  it("must be an object, as wrangler can do nothing with anything else", () => {
    for (const text of ["null", "5", `"x"`, "[]"]) assert.equal(parseDocument(text, "jsonc").syntaxErrors.length, 1);
  });

  it("keeps what is there of a half-typed file", () => {
    const text = `{ "name": "x", "durable_objects": { "bindings": [ { "name": "A", "class_name": `;
    assert.deepEqual(toValue(parseDocument(text, "jsonc").root), {
      name: "x",
      durable_objects: { bindings: [{ name: "A" }] },
    });
    assert.deepEqual(toValue(parseDocument(`{ "a": 1 "b": 2, "c": , "d": 3 }`, "jsonc").root), { a: 1, b: 2, d: 3 });
  });
});
