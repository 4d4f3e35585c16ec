import assert from "node:assert/strict";
import { readMessage, readState } from "../../../src/vscode/views/matrixMessages.ts";

describe("what the page of the matrix says", () => {
  it("is that it is there, or which cell was chosen", () => {
    assert.deepEqual(readMessage({ kind: "ready", more: 1 }), { kind: "ready" });
    assert.deepEqual(readMessage({ kind: "choose", row: 0, column: 2 }), { kind: "choose", row: 0, column: 2 });
  });

  it("is nothing else", () => {
    const others = [
      undefined,
      null,
      "ready",
      [],
      {},
      { kind: "run", command: "x" },
      { kind: "choose" },
      { kind: "choose", row: "0", column: 0 },
      { kind: "choose", row: -1, column: 0 },
      { kind: "choose", row: 0.5, column: 0 },
      { kind: "choose", row: Number.NaN, column: 0 },
    ];
    for (const each of others) assert.equal(readMessage(each), undefined);
  });

  it("and keeps over a reload is a path", () => {
    assert.deepEqual(readState({ configPath: "/w/wrangler.json", more: 1 }), { configPath: "/w/wrangler.json" });
    for (const each of [undefined, null, "x", {}, { configPath: 1 }]) assert.equal(readState(each), undefined);
  });
});
