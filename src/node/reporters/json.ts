import type { Problem } from "../../core/check.ts";
import { shownFrom, summaryOf, type Report } from "./report.ts";

/** One JSON object, for programs; its `version` changes when a program that reads it would have to. */
export function jsonReport(report: Report): string {
  const { folder, workers, problems } = report;
  const shown = {
    version: 1,
    workers: workers.map(({ config, name, entry, environments }) => ({
      config: shownFrom(folder, config),
      name,
      entry: entry && shownFrom(folder, entry),
      environments,
    })),
    problems: problems.map((problem) => jsonProblem(report, problem)),
    summary: summaryOf(problems),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}

function jsonProblem({ folder, places }: Report, problem: Problem) {
  const { start, end } = places.range(problem);
  return {
    rule: problem.rule,
    severity: problem.severity,
    file: shownFrom(folder, problem.path),
    start,
    end,
    message: problem.message,
    environment: problem.environment,
    fixes: problem.fixes.map((fix) => fix.title),
  };
}
