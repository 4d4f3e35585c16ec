import assert from "node:assert/strict";
import { parseDocument } from "../../../src/core/config/document.ts";
import { type ConfigPath, nodeAt, property, toValue } from "../../../src/core/config/tree.ts";
import type { Span } from "../../../src/core/text/span.ts";

function value(text: string): unknown {
  const { root, syntaxErrors } = parseDocument(text, "toml");
  assert.deepEqual(syntaxErrors, []);
  return toValue(root);
}

describe("TOML is read into one tree", () => {
  it("whatever way tables are written", () => {
    const inline = `a = { b = { c = 1 } }`;
    const dotted = `a.b.c = 1`;
    const header = `[a.b]\nc = 1`;
    const laterParent = `[a.b]\nc = 1\n[a]`;
    for (const text of [inline, dotted, header, laterParent]) assert.deepEqual(value(text), { a: { b: { c: 1 } } });
  });

  it("with arrays of tables and the tables in their elements", () => {
    const text = `[[a]]\nx = 1\n[a.sub]\ny = 2\n[[a]]\n[[a.list]]\nz = 3\n[[a.list]]`;
    assert.deepEqual(value(text), { a: [{ x: 1, sub: { y: 2 } }, { list: [{ z: 3 }, {}] }] });
  });

  it("with what TOML 1.1 allows in inline tables", () => {
    assert.deepEqual(value(`a = {\n  b = 1, # one\n  c = 2,\n}`), { a: { b: 1, c: 2 } });
  });

  it("with headers in strings, comments and arrays passed over", () => {
    const text = `a = """\n[x]\n"""\n# [y]\nb = [\n  [1], # ]\n  ["[z]"],\n]\n["[q]"]\nc = '''[r]'''`;
    assert.deepEqual(value(text), { a: "[x]\n", b: [[1], ["[z]"]], "[q]": { c: "[r]" } });
  });

  it("with `__proto__` as a key like any other", () => {
    const read = value(`__proto__.a = 1\n[b]\n__proto__ = 2`);
    assert.deepEqual(Object.keys(read as object), ["__proto__", "b"]);
    assert.equal(({} as { a?: number }).a, undefined);
  });

  it("with the text of dates, and CRLF in strings of several lines as wrangler keeps it", () => {
    assert.deepEqual(value(`a = 1979-05-27T07:32:00Z\r\nb = """\r\nx\r\ny"""`), {
      a: "1979-05-27T07:32:00Z",
      b: "x\r\ny",
    });
  });
});

describe("A TOML tree knows its places", () => {
  const text = [
    `name = "x" # said`,
    `[a.b]`,
    `"k" = [1, 2]`,
    `[[m]]`,
    `t = 'v1'`,
    `[[m]]`,
    `t = 'v2'`,
    `d.e = 1`,
    `[env]`,
  ].join("\n");
  const { root, comments } = parseDocument(text, "toml");
  const written = ({ start, end }: Span): string => text.slice(start, end);
  const span = (...path: ConfigPath): string => written(nodeAt(root, path)!.span);

  it("of values, of the headers of tables, of keys that imply a table", () => {
    assert.equal(span("name"), `"x"`);
    assert.equal(span("a"), "a");
    assert.equal(span("a", "b"), "[a.b]");
    assert.equal(span("m"), "[[m]]");
    assert.equal(span("m", 1, "d"), "d");
    assert.equal(span("a", "b", "k", 1), "2");
  });

  it("of keys, in headers too", () => {
    const a = property(root, "a")!;
    assert.equal(a.keySpan.start, text.indexOf("a.b"));
    assert.equal(written(property(a.value, "b")!.keySpan), "b");
    assert.equal(written(property(nodeAt(root, ["a", "b"]), "k")!.keySpan), `"k"`);
  });

  it("of whole properties: header and keys, and all elements of an array of tables that follow each other", () => {
    assert.equal(written(property(root, "a")!.span), `[a.b]\n"k" = [1, 2]`);
    assert.equal(written(property(root, "m")!.span), `[[m]]\nt = 'v1'\n[[m]]\nt = 'v2'\nd.e = 1`);
    assert.equal(written(property(root, "name")!.span), `name = "x"`);
  });

  it("of comments", () => {
    assert.deepEqual(comments, [{ text: "said", span: { start: 11, end: 17 } }]);
  });

  it("and tells how a table is written", () => {
    const style = (...path: ConfigPath): string => (nodeAt(root, path) as { style: string }).style;
    assert.deepEqual(
      [style("a"), style("a", "b"), style("m"), style("m", 0), style("env"), style("a", "b", "k")],
      ["implied", "table", "tables", "tableElement", "table", "brackets"],
    );
  });
});

describe("TOML that defines something twice", () => {
  for (const [title, text, place] of [
    ["a key", `a = 1\na = 2`, "a"],
    ["a table", `[a]\n[b]\n[a]`, "a"],
    ["a table that is an array of tables", `[[a]]\n[a]`, "a"],
    ["an array of tables that is a table", `[a]\n[[a]]`, "a"],
    ["a table that is an inline table", `a = {}\n[a.b]`, "a.b"],
    ["an inline table, by dotted keys", `a = {}\na.b = 1`, "a.b"],
    ["a table, by dotted keys from outside", `[a.b]\n[a]\nb.c = 1`, "b.c"],
  ] as const) {
    it(`is told at the second place: ${title}`, () => {
      const { syntaxErrors } = parseDocument(text, "toml");
      assert.equal(syntaxErrors.length, 1);
      const { span, message } = syntaxErrors[0]!;
      assert.deepEqual(span, { start: text.lastIndexOf(place), end: text.lastIndexOf(place) + place.length });
      assert.match(message, /already defined/);
    });
  }
});
