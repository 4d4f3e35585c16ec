import assert from "node:assert/strict";
import { TextCache } from "../../../src/core/text/textCache.ts";

describe("What was read of a text", () => {
  const counted = () => {
    let reads = 0;
    return { cache: new TextCache((text) => ({ text, number: ++reads })), reads: () => reads };
  };

  it("is remembered by the text", () => {
    const { cache, reads } = counted();
    assert.equal(cache.get("a"), cache.get("a"));
    assert.equal(cache.get("b").text, "b");
    assert.equal(reads(), 2);
  });

  it("is read anew each time where the text is long", () => {
    const { cache, reads } = counted();
    const long = "x".repeat(20_000);
    assert.notEqual(cache.get(long), cache.get(long));
    assert.equal(reads(), 2);
  });

  it("is forgotten once there are many texts", () => {
    const { cache, reads } = counted();
    for (let index = 0; index <= 4000; index++) cache.get(String(index));
    cache.get("0");
    assert.equal(reads(), 4002);
  });
});
