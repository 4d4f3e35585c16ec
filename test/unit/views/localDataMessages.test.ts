import assert from "node:assert/strict";
import { readLocalDataMessage, readLocalDataState } from "../../../src/vscode/views/localDataMessages.ts";

describe("a message of the page of local data", () => {
  it("is that the page is there, or which object was chosen", () => {
    const id = "0f".repeat(32);
    assert.deepEqual(readLocalDataMessage({ kind: "ready", more: 1 }), { kind: "ready" });
    assert.deepEqual(readLocalDataMessage({ kind: "open", id }), { kind: "open", id });
  });

  it("is nothing else: an id becomes part of a path only if it is one", () => {
    for (const id of [undefined, 1, "", "0f", "../".repeat(22).slice(0, 64), `${"0".repeat(64)}\n`, "G".repeat(64)])
      assert.equal(readLocalDataMessage({ kind: "open", id }), undefined);
    for (const each of [undefined, null, "ready", [], {}, { kind: "choose", row: 0, column: 0 }])
      assert.equal(readLocalDataMessage(each), undefined);
  });

  it("and what it keeps is the folder that it is about", () => {
    assert.deepEqual(readLocalDataState({ folder: "/w/a", more: 1 }), { folder: "/w/a" });
    for (const each of [undefined, null, "/w", {}, { folder: 1 }]) assert.equal(readLocalDataState(each), undefined);
  });
});
