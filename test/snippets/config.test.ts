import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { ConfigValue } from "../../src/core/config/tree.ts";
import { type SnippetValue, isPlaceholder } from "../../src/core/queries/snippetData.ts";
import { configSnippets, withSnippet } from "./configSnippets.ts";
import { compatibilityDate, makeFolder } from "./project.ts";
import { wrangler } from "./wrangler.ts";

/** What a person adds: a snippet, and what is typed into it where the default would meet another one's. */
type Step = readonly [id: string, how?: Parameters<typeof withSnippet>[2]];

const worker = { name: "app", main: "src/index.ts", compatibility_date: compatibilityDate };
const live = { MyDurableObject: { type: "durable-object", storage: "sqlite" } };

/** Configurations that the snippets make together, so that wrangler is asked only a few times. */
const projects: readonly {
  readonly title: string;
  readonly base: ConfigValue;
  readonly steps: readonly Step[];
  readonly args?: readonly string[];
}[] = [
  {
    title: "bindings and every state of exports",
    base: worker,
    steps: [
      ["export"],
      ["binding"],
      ["binding-inline", { typed: { 2: "SAME_CLASS" } }],
      ["binding-other-worker", { typed: { 2: "ELSEWHERE" } }],
      ["export-deleted", { typed: { 1: "Deleted" } }],
      ["export-renamed", { typed: { 2: "Renamed" } }],
      ["export-transferred", { typed: { 1: "Gone" } }],
      ["export-expecting-transfer", { typed: { 1: "Coming" } }],
      ["code-update-deferred"],
    ],
  },
  {
    title: "every kind of migration",
    base: worker,
    steps: [
      ["migration", { typed: { 1: "v1", 2: "First" } }],
      ["migration-kv", { typed: { 1: "v2", 2: "Second" } }],
      ["migration-renamed", { typed: { 1: "v3", 2: "First", 3: "MyDurableObject" } }],
      ["migration-deleted", { typed: { 1: "v4", 2: "Second" } }],
      ["migration-transferred", { typed: { 1: "v5", 4: "Taken" } }],
      ["binding"],
      ["code-update-immediate"],
    ],
  },
  {
    title: "an environment",
    base: { ...worker, exports: live },
    steps: [["environment"], ["binding"]],
    args: ["--env", "staging"],
  },
  {
    title: "a container that names its class",
    base: { ...worker, exports: live },
    steps: [["binding"], ["container"]],
    args: ["--containers-rollout=none"],
  },
  {
    title: "a class that names its container",
    base: { ...worker, exports: live, containers: [{ name: "my-container", image: "./Dockerfile" }] },
    steps: [["binding"], ["export-container", { key: "MyDurableObject" }]],
    args: ["--containers-rollout=none"],
  },
];

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
    const used = projects.flatMap((project) => project.steps.map(([id]) => id));
    assert.deepEqual(
      configSnippets.map((each) => each.id).filter((id) => !used.includes(id)),
      [],
    );
  });

  for (const { title, base, steps, args = [] } of projects) {
    it(`are accepted: ${title}`, async function () {
      this.timeout(60_000);
      const [folder, remove] = makeFolder("config");
      try {
        const classes = ["MyDurableObject", "Renamed", "Coming", "Taken"];
        const code = classes.map((name) => `export class ${name} extends DurableObject {}`).join("\n");
        writeFileSync(
          path.join(folder, "src/index.ts"),
          `import { DurableObject } from "cloudflare:workers";\n${code}\nexport default {};\n`,
        );
        writeFileSync(path.join(folder, "Dockerfile"), "FROM scratch\n");
        const settings = steps.reduce((value, [id, how]) => withSnippet(value, id, how), base);
        writeFileSync(path.join(folder, "wrangler.jsonc"), JSON.stringify(settings, undefined, 2));
        const output = await wrangler(folder, "deploy", "--dry-run", ...args);
        assert.match(output, /--dry-run: exiting now/);
        assert.doesNotMatch(output, /WARNING|ERROR/, `${JSON.stringify(settings)}\n${output}`);
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
