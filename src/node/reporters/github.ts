import type { Problem } from "../../core/check.ts";
import type { FilePath } from "../../core/text/span.ts";
import { shownFrom, type Report } from "./report.ts";

/**
 * Workflow commands, which GitHub shows beside the lines of a pull request. Paths are relative to `checkout`, the folder
 * of the repository.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(report: Report, checkout: FilePath): string {
  return report.problems.map((problem) => command(report, problem, checkout)).join("");
}

const levels = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;

function command({ places }: Report, problem: Problem, checkout: FilePath): string {
  const { start, end } = places.range(problem);
  const isOneLine = start.line === end.line;
  const properties = {
    file: shownFrom(checkout, problem.path),
    line: start.line,
    endLine: end.line,
    // GitHub takes columns only where an annotation stays in one line.
    ...(isOneLine && { col: start.column, endColumn: end.column }),
    title: problem.rule,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const environment = problem.environment === null ? "" : ` (environment ${problem.environment})`;
  return `::${levels[problem.severity]} ${list.join(",")}::${escapeData(problem.message + environment)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
