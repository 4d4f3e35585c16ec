import assert from "node:assert/strict";
import { parseDocument } from "../../../src/core/config/document.ts";
import { child, toValue } from "../../../src/core/config/tree.ts";

const broken = [
  `key`,
  `key =`,
  `key = "unclosed`,
  `key = 'unclosed`,
  `key = """unclosed`,
  `key = '''unclosed`,
  `key = [`,
  `key = [1, 2`,
  `key = [{ a = 1 }, { b =`,
  `key = { a = 1`,
  `key = {`,
  `key = ]`,
  `key = unquoted`,
  `key = 1 2`,
  `key = 01`,
  `key.= 1`,
  `= 1`,
  `key == 1`,
  `!`,
  `"key = 1`,
  `key = 1979-99-99`,
];

describe("A half-typed TOML file", () => {
  for (const statement of broken) {
    it(`loses only \`${statement}\``, () => {
      const before = `name = "x"\n\n[[migrations]]\ntag = "v1"\n`;
      const after = `\nlast = true\n\n[vars]\nnested = [\n  [1],\n]\ntext = """\n[no.header]\n"""\n[env.a]\nname = "y"\n`;
      const { root, syntaxErrors } = parseDocument(before + statement + after, "toml");
      assert.equal(syntaxErrors.length, 1);
      const [migration] = (toValue(root) as { migrations: object[] }).migrations;
      assert.equal(child(root, "name")?.kind, "string");
      assert.deepEqual({ ...migration, key: undefined }, { tag: "v1", last: true, key: undefined });
      assert.deepEqual(toValue(child(root, "vars")!), { nested: [[1]], text: "[no.header]\n" });
      assert.deepEqual(toValue(child(root, "env")!), { a: { name: "y" } });
    });
  }

  it("keeps the table of a half-typed header", () => {
    for (const header of ["[[migrations", "[[migrations]", "[[migrations."]) {
      const { root, syntaxErrors } = parseDocument(`${header}\ntag = "v1"\n[vars]\na = 1`, "toml");
      assert.equal(syntaxErrors.length, 1);
      assert.deepEqual(toValue(root), { migrations: [{ tag: "v1" }], vars: { a: 1 } });
    }
  });

  it("gives the keys below a header that cannot be read to no other table", () => {
    const { root } = parseDocument(`a = 1\n[]\nb = 2\n[c]\nd = 3`, "toml");
    assert.deepEqual(toValue(root), { a: 1, c: { d: 3 } });
  });

  it("keeps what is complete in a half-typed array or inline table", () => {
    const text = `bindings = [\n  { name = "A", class_name = "A" },\n  { name = "B", class_\n]\nx = 1`;
    assert.deepEqual(toValue(parseDocument(text, "toml").root), {
      bindings: [{ name: "A", class_name: "A" }, { name: "B" }],
      x: 1,
    });
  });

  it("keeps a string whose closing quote is still missing", () => {
    assert.deepEqual(toValue(parseDocument(`name = "ab\nmain = 'c'`, "toml").root), { name: "ab", main: "c" });
  });

  it("tells every broken statement at its place, in the order of the text", () => {
    const text = `a = \nb = 1\nc = [1 2]\nb = 2`;
    const { syntaxErrors } = parseDocument(text, "toml");
    assert.deepEqual(
      syntaxErrors.map(({ span }) => [span.start, text.slice(span.start, span.end)]),
      [
        [2, "="],
        [18, "2"],
        [21, "b"],
      ],
    );
  });
});
