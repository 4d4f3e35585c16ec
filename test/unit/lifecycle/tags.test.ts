import assert from "node:assert/strict";
import { isPruned, nextTag } from "../../../src/core/lifecycle/tags.ts";
import { environmentOf } from "./support.ts";

function migrations(tags: readonly unknown[]): Parameters<typeof nextTag>[0] {
  return environmentOf({ migrations: tags.map((tag) => ({ tag })) }).migrations.value;
}

describe("the next tag", () => {
  const table: readonly [readonly unknown[], string][] = [
    [[], "v1"],
    [["v1"], "v2"],
    [["v9"], "v10"],
    [["v1", "v7"], "v8"],
    [["v2", "v1"], "v3"],
    [["v01"], "v02"],
    [["2026-11-01"], "2026-11-02"],
    [["v1-rooms"], "v2-rooms"],
    [["rooms"], "rooms-2"],
    [["rooms", "rooms-2"], "rooms-3"],
    [["v1", undefined], "v2"],
    [["v1", ""], "v2"],
    [["9007199254740993"], "9007199254740994"],
  ];
  for (const [tags, next] of table) {
    it(`after ${JSON.stringify(tags)} is ${next}`, () => assert.equal(nextTag(migrations(tags)), next));
  }

  it("of a migration in between follows the one before it", () => {
    assert.equal(nextTag(migrations(["v1", undefined, "v5"]), 1), "v2");
    assert.equal(nextTag(migrations([undefined, "v2"]), 0), "v1");
    assert.equal(nextTag(migrations(["v1", "v1", "v2"]), 1), "v3");
  });
});

describe("a history without its oldest migrations", () => {
  for (const tags of [["v2"], ["v4", "v5"], ["2026-11-01"], ["rooms"], [""]]) {
    it(`is possible with ${tags.join(", ")}`, () => assert.equal(isPruned(migrations(tags)), true));
  }

  for (const tags of [["v1"], ["v0", "v2"], ["v3", "v1"], ["001"]]) {
    it(`is not with ${tags.join(", ")}`, () => assert.equal(isPruned(migrations(tags)), false));
  }
});
