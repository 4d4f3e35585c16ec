import assert from "node:assert/strict";
import { closest } from "../../../src/core/text/closest.ts";

describe("closest", () => {
  it("finds a name with a letter missing, added, wrong or swapped", () => {
    for (const typo of ["Countr", "Countter", "Coumter", "Conuter"]) {
      assert.equal(closest(typo, ["Room", "Counter"]), "Counter");
    }
  });

  it("counts upper and lower case as the same", () => {
    assert.equal(closest("chatroom", ["ChatRoom"]), "ChatRoom");
  });

  it("prefers the nearest", () => {
    assert.equal(closest("Counter2", ["Counter", "Counter1x", "Counter3"]), "Counter");
  });

  it("offers nothing that differs in more than a third", () => {
    assert.equal(closest("Room", ["Lobby", "Counter"]), undefined);
    assert.equal(closest("ab", ["ac"]), undefined);
  });

  it("never offers the name itself", () => {
    assert.equal(closest("Counter", ["Counter"]), undefined);
  });

  it("counts a swap of neighbours as one mistake", () => {
    assert.equal(closest("abc", ["acb"]), "acb");
  });

  it("compares no names that are longer than any name is", () => {
    const long = "x".repeat(50_000);
    assert.equal(closest(`${long}y`, [long]), undefined);
  });
});
