import assert from "node:assert/strict";
import { idFromName } from "../../../src/core/localData/ids.ts";
import { nodeHashes } from "../../../src/node/localData/move.ts";

describe("the id of a name in local development", () => {
  const idOf = (namespace: string, name: string) => idFromName(nodeHashes, namespace, name);

  it("is the one that workerd gives it", () => {
    // As `wrangler dev` 4.164.0 named the files of these objects.
    assert.equal(idOf("chat-Room", "lobby"), "760d68f668df019193e4826d1aa3927398d54a3289861a21ac13a471ae4c203f");
    assert.equal(idOf("chat-Room", "later"), "97d60b9ec8ef28bfdfba4baa3d1cf9cc0aa790b7d77e77dd75dc4502b37439dc");
    assert.equal(idOf("chat-Old", "b"), "ecc5f9f8837079c79b028c8bd58b7d88068662abc50163b3d91775f49ba60c86");
  });

  it("is made of the name's UTF-8", () => {
    const ids = ["", "\u00e9", "e\u0301", "🚪", "a".repeat(2000)].map((name) => idOf("chat-Room", name));
    assert.equal(new Set(ids).size, 5);
    for (const id of ids) assert.match(id, /^[0-9a-f]{64}$/);
  });
});
