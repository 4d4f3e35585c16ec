import assert from "node:assert/strict";
import type { Problem } from "../../../src/core/check.ts";
import { applyFileEdits, resolveFix } from "../../../src/core/fix.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import { cases, type RuntimeCase } from "./cases.ts";
import { runModules, type RuntimeSession } from "./session.ts";

const newest = "2026-11-01";

for (const date of new Set(cases.map((each) => each.compatibilityDate ?? newest))) {
  describe(`The real runtime at ${date}`, function () {
    this.timeout(90_000);
    const own = cases.filter((each) => (each.compatibilityDate ?? newest) === date);
    const sources = own.flatMap((each) => [each.source, fixedSource(each, date) ?? each.source]);
    let session: RuntimeSession;
    before(async () => {
      session = await runModules(sources, date);
    });
    after(async () => session.end());

    for (const [index, each] of own.entries()) {
      describe(`${each.rule}${each.title === undefined ? "" : `: ${each.title}`}`, () => {
        it("ends as the page says", async () => {
          const ended = await session.ask(2 * index);
          compare(ended, each.ends);
        });

        it("is reported", () => {
          assert.ok(problemsOf(each, date).problems.some((problem) => problem.rule === each.rule));
        });

        const { fix } = each;
        if (fix === undefined) return;
        it("works when it is fixed", async () => {
          assert.notEqual(sources[2 * index + 1], each.source, "There is no such fix");
          compare(await session.ask(2 * index + 1), fix.answers);
        });
      });
    }
  });
}

function compare(actual: string, expected: RegExp | string): void {
  if (typeof expected === "string") assert.equal(actual, expected);
  else assert.match(actual, expected);
}

function problemsOf(
  { source }: RuntimeCase,
  date: string,
): { files: ReturnType<typeof projectOf>["files"]; problems: readonly Problem[] } {
  const config = {
    name: "cases",
    main: "src/index.js",
    compatibility_date: date,
    durable_objects: { bindings: [{ name: "X", class_name: "X" }] },
    exports: { X: { type: "durable-object", storage: "sqlite" } },
  };
  const { files, project } = projectOf({ "wrangler.json": JSON.stringify(config), "src/index.js": source });
  return { files, problems: checkAll(project) };
}

/** The module after the fix; undefined where none is asked for, or it is not offered. */
function fixedSource(each: RuntimeCase, date: string): string | undefined {
  const { files, problems } = problemsOf(each, date);
  const [found] = problems
    .filter((problem) => problem.rule === each.rule)
    .flatMap((problem) =>
      problem.fixes.filter(({ title }) => title === each.fix?.title).map((fix) => ({ problem, fix })),
    );
  const edits = found && resolveFix(files, found.problem.config, found.fix);
  return edits && [...applyFileEdits(files, edits).values()][0];
}
