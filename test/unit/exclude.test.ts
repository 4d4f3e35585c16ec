import assert from "node:assert/strict";
import { isExcluded } from "../../src/core/exclude.ts";
import { toFilePath } from "../../src/core/text/path.ts";

const folder = toFilePath("/w");

describe("excluded configurations", () => {
  for (const [pattern, config] of [
    ["wrangler.old.toml", "wrangler.old.toml"],
    ["packages/legacy", "packages/legacy/app/wrangler.toml"],
    ["./packages/legacy/", "packages/legacy/wrangler.toml"],
    ["**/fixtures/**", "apps/chat/fixtures/one/wrangler.jsonc"],
    ["{apps,packages}/*/wrangler.dev.*", "apps/chat/wrangler.dev.jsonc"],
    ["**/.hidden", "apps/.hidden/wrangler.toml"],
  ] as const) {
    it(`${pattern} takes ${config} out`, () => {
      assert.equal(isExcluded([pattern], folder, toFilePath(`/w/${config}`)), true);
    });
  }

  for (const [pattern, config] of [
    ["legacy", "packages/legacy/wrangler.toml"],
    ["wrangler.toml", "apps/chat/wrangler.toml"],
    ["packages/legacy", "packages/legacy-two/wrangler.toml"],
    ["[", "wrangler.toml"],
  ] as const) {
    it(`${pattern} leaves ${config} in`, () => {
      assert.equal(isExcluded([pattern], folder, toFilePath(`/w/${config}`)), false);
    });
  }

  it("no pattern takes nothing out", () => {
    assert.equal(isExcluded([], folder, toFilePath("/w/wrangler.toml")), false);
  });
});
