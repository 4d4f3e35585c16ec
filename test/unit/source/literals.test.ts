import assert from "node:assert/strict";
import ts from "typescript";
import { isText, numberOf, propertyOf, stringOf } from "../../../src/core/source/literals.ts";

describe("What is written down", () => {
  it("is a number, with arithmetic and constants of the module", () => {
    assert.equal(numberOf(value("60_000")), 60_000);
    assert.equal(numberOf(value("5 * MINUTE", "const MINUTE = 60 * 1000;")), 300_000);
    assert.equal(numberOf(value("-(2 ** 3)")), -8);
    assert.equal(numberOf(value("DELAY as number", "const DELAY = 10;")), 10);
  });

  it("is no number where it comes from elsewhere, may change, or goes in a circle", () => {
    assert.equal(numberOf(value("Date.now() + 5")), undefined);
    assert.equal(numberOf(value("delay", "let delay = 5; delay = 6;")), undefined);
    assert.equal(numberOf(value("a", "const a = b; const b = a;")), undefined);
  });

  it("is a string, or at least text", () => {
    assert.equal(stringOf(value("name", 'const name = "lobby";')), "lobby");
    assert.equal(stringOf(value("`a${b}`")), undefined);
    assert.ok(isText(value("`a${b}`")));
    assert.ok(isText(value('"a" + b')));
    assert.ok(!isText(value("a + b")));
  });

  it("is a property of an object, under its plain or quoted name", () => {
    assert.equal(propertyOf(value("{ a: 1, 'b': 2 }"), "b")?.getText(), "2");
    assert.equal(propertyOf(value("{ [b]: 1, ...c }"), "b"), undefined);
  });
});

/** The expression, behind statements. */
function value(text: string, before = ""): ts.Expression {
  const ast = ts.createSourceFile("a.ts", `${before} const value = ${text};`, ts.ScriptTarget.Latest, true);
  const last = ast.statements.at(-1);
  assert.ok(last !== undefined && ts.isVariableStatement(last));
  const initializer = last.declarationList.declarations[0]?.initializer;
  assert.ok(initializer !== undefined);
  return initializer;
}
