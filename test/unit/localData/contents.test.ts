import assert from "node:assert/strict";
import { cellOf } from "../../../src/core/localData/contents.ts";

describe("a stored value", () => {
  it("is shown by its kind, whole where it is short", () => {
    assert.deepEqual(cellOf(null), { kind: "null", text: "NULL" });
    assert.deepEqual(cellOf(9007199254740993n), { kind: "number", text: "9007199254740993" });
    assert.deepEqual(cellOf("NULL"), { kind: "text", text: "NULL" });
    assert.deepEqual(cellOf(Uint8Array.of(0, 255)), { kind: "bytes", text: "x'00ff'" });
  });

  it("is cut where it is long", () => {
    assert.equal(cellOf("a".repeat(1000)).text.length, 1000);
    assert.equal(cellOf("a".repeat(100_000)).text, `${"a".repeat(1000)}…`);
    assert.equal(cellOf(new Uint8Array(33)).text, `x'${"00".repeat(32)}…'`);
  });
});
