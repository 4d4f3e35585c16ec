import assert from "node:assert/strict";
import type { Problem } from "../../src/core/check.ts";
import { isConfigPath } from "../../src/core/discovery.ts";
import { rules } from "../../src/core/rules/index.ts";
import { LineMap } from "../../src/core/text/lineMap.ts";
import { checkAll, projectOf } from "../support/project.ts";
import { cases, type Expectation } from "./cases.ts";
import { caseNames, readCase, type Case } from "./readCase.ts";
import { says } from "./says.ts";

const stages = new Map(rules.map((rule) => [rule.id, rule.stage]));

describe("what wrangler was seen to say", () => {
  const counts = { reported: 0, silent: 0, later: 0, notOurs: 0 };

  it("every case stands in the table, and the table names no other", () => {
    assert.deepEqual(Object.keys(cases).toSorted(), caseNames());
  });

  for (const name of caseNames()) {
    const expectation = cases[name] ?? {};
    it(name, () => {
      const found = readCase(name);
      const problems = problemsOf(found);
      compare(problems, expectation);
      for (const problem of problems) assertSaid(problem, found, expectation);
      counts[kindOf(expectation)]++;
    });
  }

  after(() => {
    const waiting = Object.values(cases).flatMap((each) => laterIn(each));
    console.log(
      `      ${counts.reported} reported, ${counts.silent} silent, ${counts.notOurs} not ours, ${counts.later} later ${[...new Set(waiting)].join(" ")}`,
    );
  });
});

/** A problem with `rule file:line:column` in place of its span. */
type Placed = Problem & { readonly placed: string };

function problemsOf({ files }: Case): readonly Placed[] {
  const { project, files: memory } = projectOf(files);
  return checkAll(project).map((problem) => {
    const { line, column } = new LineMap(memory.readFile(problem.path) ?? "").positionAt(problem.span.start);
    return { ...problem, placed: `${problem.rule} ${problem.path.replace("/w/", "")}:${line + 1}:${column + 1}` };
  });
}

/** Everything expected is there, and nothing else but hints: those are about things that wrangler has no word for. */
function compare(problems: readonly Placed[], expectation: Expectation): void {
  const { reports = [], notOurs } = expectation;
  const isAllowed = ({ placed, severity, rule }: Placed): boolean =>
    reports.includes(placed) ||
    severity === "hint" ||
    (notOurs === "what happens when it runs" && stages.get(rule) === "run");
  const missing = reports.filter((report) => !isLater(report, expectation));
  assert.deepEqual(
    problems
      .filter((each) => reports.includes(each.placed) || !isAllowed(each))
      .map((each) => each.placed)
      .toSorted(),
    missing.toSorted(),
  );
}

/** What we report and wrangler does not has to be something that it never says. */
function assertSaid({ rule, message }: Problem, { runs }: Case, { unsaid }: Expectation): void {
  const stage = stages.get(rule);
  if (stage === "dev" || stage === "api" || stage === "run" || stage === "own" || unsaid !== undefined) return;
  const saying = says[rule];
  assert.ok(saying, `says.ts has no words of wrangler for ${rule}`);
  const isSaid = runs.some((run) => saying.test(run.output));
  assert.ok(isSaid, `wrangler did not say what ${rule} (stage ${stage}) says: ${message}`);
}

function isLater(report: string, { later }: Expectation): boolean {
  return !stages.has(report.split(" ")[0] ?? "") || (later !== undefined && !isConfigPath(later));
}

function laterIn(expectation: Expectation): readonly string[] {
  return (expectation.reports ?? [])
    .filter((report) => isLater(report, expectation))
    .map((report) => report.split(" ")[0] ?? "");
}

function kindOf(expectation: Expectation): "reported" | "silent" | "later" | "notOurs" {
  if (expectation.notOurs !== undefined) return "notOurs";
  if (laterIn(expectation).length > 0) return "later";
  return (expectation.reports ?? []).length > 0 ? "reported" : "silent";
}
