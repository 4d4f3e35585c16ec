import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rules } from "../../../src/core/rules/index.ts";
import { judgeLater } from "./later.ts";
import { laterMistakes, makeLater } from "./laterMistakes.ts";
import { Random, seedOfRun } from "./random.ts";
import { inParallel } from "./run.ts";
import { ruleTable, updatePage } from "./table.ts";

const isFull = process.env["AGREEMENT"] === "all";
/** How many projects each rule gets in a full run; otherwise some of the rules get one. */
const perRule = Number(process.env["LATER"] ?? 5);
const sample = 6;

describe("what the running Worker and the API refuse, and what is reported", function () {
  this.timeout(isFull ? 0 : 300_000);
  const seed = seedOfRun();
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), "agreement-later-"));
  after(() => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

  it("plants every error that wrangler dev or the API stops at", () => {
    const planted = new Set(laterMistakes.map(({ rule }) => rule));
    const errors = rules.filter(({ stage, severity }) => /^(dev|api)$/.test(stage) && severity === "error");
    assert.deepEqual(
      errors.flatMap(({ id }) => (planted.has(id) ? [] : [id])),
      [],
    );
  });

  it(`agrees (SEED=${seed})`, async () => {
    const chosen = isFull
      ? laterMistakes.flatMap((mistake) => Array.from({ length: perRule }, () => mistake))
      : new Random(seed).shuffled(laterMistakes).slice(0, sample);
    const projects = chosen.map((mistake, index) =>
      makeLater(new Random(seed + 15_485_863 * (index + 1)), mistake, `${seed} ${mistake.rule} ${index}`),
    );
    const judged = await inParallel(projects, async (project) => {
      const folder = path.join(root, project.title.replaceAll(/[^\w-]+/g, "-"));
      return { project, found: await judgeLater(folder, project) };
    });
    const wrong = judged.filter(({ found }) => found.length > 0);
    console.log(`      ${judged.length - wrong.length} of ${judged.length} projects agree`);
    if (isFull && process.env["UPDATE"] === "1") {
      const results = judged.map(({ project, found }) => ({ rule: project.rule, agrees: found.length === 0 }));
      updatePage("later", [`The latest full run had the seed ${seed}.`, "", ...ruleTable(results)]);
    }
    for (const { project, found } of wrong) console.log(`        ${project.title}: ${found.join("; ")}`);
    assert.deepEqual(
      wrong.map(({ project }) => project.title),
      [],
    );
  });
});
