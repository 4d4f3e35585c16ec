import assert from "node:assert/strict";
import ts from "typescript";
import { boundNames } from "../../../src/core/source/statements.ts";

describe("the names of a destructuring", () => {
  it("are those at every depth, in the order of the text", () => {
    const file = ts.createSourceFile("a.ts", "const { a, b: [c, , { d }], ...e } = f", ts.ScriptTarget.Latest);
    const [statement] = file.statements;
    assert.ok(statement !== undefined && ts.isVariableStatement(statement));
    const [declaration] = statement.declarationList.declarations;
    assert.ok(declaration !== undefined && !ts.isIdentifier(declaration.name));
    assert.deepEqual(
      boundNames(declaration.name).map(({ text }) => text),
      ["a", "c", "d", "e"],
    );
  });

  it("are found however deep they lie", () => {
    const { factory } = ts;
    const around = (name: ts.BindingName) =>
      factory.createArrayBindingPattern([factory.createBindingElement(undefined, undefined, name)]);
    let pattern = around(factory.createIdentifier("deep"));
    for (let depth = 0; depth < 20_000; depth++) pattern = around(pattern);
    assert.deepEqual(
      boundNames(pattern).map(({ text }) => text),
      ["deep"],
    );
  });
});
