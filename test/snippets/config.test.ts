import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type SnippetValue, isPlaceholder } from "../../src/core/queries/snippetData.ts";
import { configProjects } from "./configProjects.ts";
import { configSnippets } from "./configSnippets.ts";
import { makeFolder } from "./project.ts";
import { wrangler } from "./wrangler.ts";

describe("the snippets for wrangler's files", () => {
  it("have ids and prefixes of their own, made from one another", () => {
    for (const { id, prefix } of configSnippets) assert.equal(prefix, `do-${id}`);
    const ids = configSnippets.map((each) => each.id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it("have the shape that their type says", () => {
    for (const snippet of configSnippets) {
      assert.ok(["block", "inline"].includes(snippet.style), snippet.id);
      assert.ok(snippet.levels.length > 0 && snippet.levels.every((level) => ["top", "environment"].includes(level)));
      assert.match(snippet.title + snippet.description, /^[A-Z].*\.$/, snippet.id);
      assert.ok(snippet.insert.kind === "items" || snippet.insert.kind === "properties", snippet.id);
    }
  });

  it("number their placeholders from 1 without a gap, and the same text stands under the same number", () => {
    for (const { id, insert } of configSnippets) {
      const inside =
        insert.kind === "items" ? insert.items : insert.properties.flatMap(({ key, value }) => [key, value]);
      const texts = new Map<number, string>();
      for (const { $, ...rest } of inside.flatMap(placeholders)) {
        assert.equal(texts.get($) ?? JSON.stringify(rest), JSON.stringify(rest), id);
        texts.set($, JSON.stringify(rest));
      }
      const numbers = [...texts.keys()].sort((a, b) => a - b);
      assert.deepEqual(
        numbers,
        numbers.map((_, at) => at + 1),
        id,
      );
    }
  });

  it("are each accepted by the real wrangler in one of the projects below", () => {
    const used = configProjects.flatMap((project) => project.used);
    assert.deepEqual(
      configSnippets.map((each) => each.id).filter((id) => !used.includes(id)),
      [],
    );
  });

  for (const { title, files, args } of configProjects) {
    it(`are accepted: ${title}`, async function () {
      this.timeout(60_000);
      const [folder, remove] = makeFolder("config");
      try {
        for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
        const output = await wrangler(folder, "deploy", "--dry-run", ...args);
        assert.match(output, /--dry-run: exiting now/);
        assert.doesNotMatch(output, /WARNING|ERROR/, `${files["wrangler.jsonc"]}\n${output}`);
      } finally {
        remove();
      }
    });
  }
});

function placeholders(value: SnippetValue): readonly { readonly $: number }[] {
  if (typeof value !== "object") return [];
  if (isPlaceholder(value)) return [value];
  return Object.values<SnippetValue>(value).flatMap(placeholders);
}
