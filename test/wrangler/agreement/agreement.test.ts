import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rules } from "../../../src/core/rules/index.ts";
import { judge } from "./judge.ts";
import { mistakes } from "./mistakes.ts";
import { makeProjects, type Project } from "./projects.ts";
import { standing } from "./standing.ts";
import { ruleTable, updatePage } from "./table.ts";
import { seedOfRun } from "./random.ts";
import { inParallel, runWrangler, writeProject } from "./run.ts";

const isFull = process.env["AGREEMENT"] === "all";

/** Credentials that no service knows, at an address where none is: a deploy of Pages looks at them before its configuration. */
const nobody = {
  CLOUDFLARE_API_BASE_URL: "http://127.0.0.1:9",
  CLOUDFLARE_API_TOKEN: "none",
  CLOUDFLARE_ACCOUNT_ID: "none",
};

describe("what the real wrangler says, and what is reported", function () {
  this.timeout(isFull ? 0 : 300_000);
  const seed = seedOfRun();
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), "agreement-"));
  after(() => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

  it("plants every rule on what wrangler itself says", () => {
    const planted = new Set(mistakes.map(({ rule }) => rule));
    const left = rules.filter(({ id, stage }) => /^(cfg|types|dry)$/.test(stage) && !planted.has(id));
    // Only a wrangler before 4.107 says it.
    assert.deepEqual(
      left.map(({ id }) => id),
      ["exports-unsupported"],
    );
  });

  it(`agrees (SEED=${seed})`, async () => {
    const projects = makeProjects(
      seed,
      isFull
        ? { perRule: Number(process.env["PER_RULE"] ?? 5), clean: Number(process.env["CLEAN"] ?? 200) }
        : { perRule: 1, clean: 15 },
    );
    const judged = await inParallel(projects, async (project) => ({ project, found: await compare(project) }));
    const wrong = judged.filter(({ found }) => found.length > 0);
    console.log(`      ${judged.length - wrong.length} of ${judged.length} projects agree`);
    if (isFull && process.env["UPDATE"] === "1") write(judged);
    for (const { project, found } of wrong) console.log(`        ${project.title}: ${found.join("; ")}`);
    assert.deepEqual(
      wrong.map(({ project }) => project.title),
      [],
    );
  });

  function write(judged: readonly { readonly project: Project; readonly found: readonly string[] }[]): void {
    const results = judged.map(({ project, found }) => ({
      rule: project.planted?.rule ?? "(nothing)",
      agrees: found.length === 0,
    }));
    updatePage("dry", [`The latest full run had the seed ${seed}.`, "", ...ruleTable(results)]);
    const reasons = Object.entries(standing).map(([rule, why]) => `- \`${rule}\`: ${why}`);
    updatePage("standing", reasons);
  }

  async function compare(project: Project): Promise<readonly string[]> {
    const folder = path.join(root, project.title.replaceAll(/[^\w-]+/g, "-"));
    writeProject(folder, project.files);
    return judge(project, await runWrangler(folder, project.command, nobody));
  }
});
