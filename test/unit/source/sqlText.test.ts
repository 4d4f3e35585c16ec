import assert from "node:assert/strict";
import ts from "typescript";
import { sqlTextOf, unknownPart } from "../../../src/core/source/sqlText.ts";

/** The text of the first argument of the last call in a module. */
function read(source: string): { value: string | undefined; written: (value: string) => string } {
  const ast = ts.createSourceFile("/w/a.ts", source, ts.ScriptTarget.Latest, true);
  const statement = ast.statements.at(-1);
  const call = statement !== undefined && ts.isExpressionStatement(statement) ? statement.expression : undefined;
  const argument = call !== undefined && ts.isCallExpression(call) ? call.arguments[0] : undefined;
  const text = argument && sqlTextOf(argument);
  return {
    value: text?.value,
    written: (value) => {
      const start = text?.value.indexOf(value) ?? 0;
      const span = text?.spanOf({ start, end: start + value.length }) ?? { start: 0, end: 0 };
      return source.slice(span.start, span.end);
    },
  };
}

describe("The text of SQL in a module", () => {
  it("is found again in a plain literal", () => {
    const { value, written } = read(`exec("SELECT a FROM b")`);
    assert.equal(value, "SELECT a FROM b");
    assert.equal(written("FROM"), "FROM");
  });

  it("is found behind escapes, also of astral characters and continued lines", () => {
    const { value, written } = read('exec("a\\n\\u{1F600}\\x41\\u0042 \\\n c \\"d\\" e")');
    assert.equal(value, 'a\n\u{1F600}AB  c "d" e');
    assert.equal(written("c"), "c");
    assert.equal(written('"d"'), '\\"d\\"');
    assert.equal(written("A"), "\\x41");
    assert.equal(written("e"), "e");
  });

  it("is found in a template with Windows' line ends", () => {
    const { value, written } = read("exec(`SELECT\r\n a\r\n FROM b`)");
    assert.equal(value, "SELECT\n a\n FROM b");
    assert.equal(written("FROM b"), "FROM b");
  });

  it("joins concatenations and constants", () => {
    const { value, written } = read(`const table = "users";\nexec("SELECT a " + \`FROM \${table} LIMIT \${5}\`)`);
    assert.equal(value, "SELECT a FROM users LIMIT 5");
    assert.equal(written("users"), "table");
    assert.equal(written("SELECT a"), "SELECT a");
  });

  it("takes a variable that is never given another value for a constant", () => {
    assert.equal(read(`let t = "a";\nexec("SELECT " + t)`).value, "SELECT a");
  });

  it("has holes where a part is not known, also where a nearer name hides a constant", () => {
    assert.equal(read("exec(`SELECT ${x}, ${f()}`)").value, `SELECT ${unknownPart}, ${unknownPart}`);
    assert.equal(read(`let t = "a";\nt += "b";\nexec("SELECT " + t)`).value, `SELECT ${unknownPart}`);
    assert.equal(read("exec(sql)").value, undefined);
  });
});
