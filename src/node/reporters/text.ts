import type { Problem } from "../../core/check.ts";
import type { Severity } from "../../core/rules/rule.ts";
import { shownFrom, summaryOf, type Report } from "./report.ts";
import { visible } from "./visible.ts";

/** For people at a terminal: `file:line:column`, which terminals make a link, then what is wrong. */
export function textReport(report: Report, hasColours: boolean): string {
  const paint = hasColours ? painted : plain;
  const fixed = report.fixedFiles.map((path) => `${visible(shownFrom(report.folder, path))}: fixed\n`);
  const problems = report.problems.map((problem) => textProblem(report, problem, paint));
  return [...fixed, ...problems, summaryLine(report, paint)].join("");
}

const colours = { error: 31, warning: 33, info: 34, hint: 36, dim: 2, bold: 1, good: 32 } as const;

type Paint = (colour: keyof typeof colours, text: string) => string;

const plain: Paint = (_, text) => text;
const painted: Paint = (colour, text) => `\u001B[${colours[colour]}m${text}\u001B[0m`;

function textProblem(report: Report, problem: Problem, paint: Paint): string {
  const environment = problem.environment === null ? "" : ` (${visible(problem.environment)})`;
  const head = `${paint("bold", placeOf(report, problem))} ${paint(problem.severity, problem.severity)}${environment}`;
  const lines = [`${head} ${visible(problem.message)} ${paint("dim", problem.rule)}`];
  for (const { place, message } of problem.related) {
    lines.push(paint("dim", `    ${placeOf(report, place)} ${visible(message)}`));
  }
  for (const { title } of problem.fixes) lines.push(paint("dim", `    fix: ${visible(title)}`));
  return `${lines.join("\n")}\n`;
}

function placeOf({ folder, places }: Report, place: Pick<Problem, "path" | "span">): string {
  const { start } = places.range(place);
  return `${visible(shownFrom(folder, place.path))}:${start.line}:${start.column}`;
}

/** `1 error, 2 warnings in 3 configurations`. */
function summaryLine({ problems, workers }: Report, paint: Paint): string {
  const { errors, warnings, infos, hints } = summaryOf(problems);
  const parts = [
    counted(errors, "error"),
    counted(warnings, "warning"),
    counted(infos, "info"),
    counted(hints, "hint"),
  ];
  const found = parts.filter((part) => !part.startsWith("0 ")).join(", ") || "No problems";
  const worst: Severity | "good" = errors > 0 ? "error" : warnings > 0 ? "warning" : "good";
  return `${paint(worst, found)} in ${counted(workers.length, "configuration")}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
