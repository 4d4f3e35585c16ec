import assert from "node:assert/strict";
import ts from "typescript";
import { ModuleGraph } from "../../../src/core/source/entry.ts";
import { indexOf } from "../../../src/core/source/moduleIndex.ts";
import { movedBody } from "../../../src/core/source/moveBody.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";

/** The body of the function that is handed to `move(…)`. */
function moved(text: string): readonly string[] | undefined {
  const module = new ModuleGraph(new MemoryFiles({ "a.ts": text })).module(toFilePath("/w/a.ts"));
  assert.ok(module);
  const [callback] = indexOf(module).calls.get("move")?.[0]?.arguments ?? [];
  assert.ok(callback !== undefined && ts.isArrowFunction(callback));
  return movedBody(module, callback);
}

describe("moving the body of a function", () => {
  it("gives its lines without their indentation", () => {
    assert.deepEqual(
      moved(
        "class A {\n  a() {\n    move(() => {\n      one();\n      if (two) {\n        three();\n      }\n    });\n  }\n}",
      ),
      ["one();", "if (two) {", "  three();", "}"],
    );
    assert.deepEqual(moved("move(() => this.tick())"), ["this.tick();"]);
    assert.deepEqual(moved("move(() => {})"), []);
  });

  it("leaves what the function around it declares where it is", () => {
    assert.equal(moved("function a(b) { move(() => b()); }"), undefined);
    assert.equal(moved("function a() { const b = 1; move(() => c({ b })); }"), undefined);
    assert.deepEqual(moved("const b = 1; function a() { move(() => c(b)); }"), ["c(b);"]);
    assert.deepEqual(moved("function a() { move(() => { const b = 1; c(b); }); }"), ["const b = 1; c(b);"]);
  });

  it("leaves lines where moving would change a text", () => {
    assert.equal(moved("  move(() => {\n    a(`\n    b`);\n  })"), undefined);
  });
});
