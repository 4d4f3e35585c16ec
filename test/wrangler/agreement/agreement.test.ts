import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { judge } from "./judge.ts";
import { makeProjects, type Project } from "./projects.ts";
import { standing } from "./standing.ts";
import { ruleTable, updatePage } from "./table.ts";
import { seedOfRun } from "./random.ts";
import { inParallel, runWrangler, writeProject } from "./run.ts";

const isFull = process.env["AGREEMENT"] === "all";

describe("what the real wrangler says, and what is reported", function () {
  this.timeout(isFull ? 0 : 300_000);
  const seed = seedOfRun();
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), "agreement-"));
  after(() => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

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
    return judge(project, await runWrangler(folder, project.command));
  }
});
