import { check, type Problem } from "../../../src/core/check.ts";
import { formatOf, parseDocument } from "../../../src/core/config/document.ts";
import { child, nodeAt, property } from "../../../src/core/config/tree.ts";
import { rules } from "../../../src/core/rules/index.ts";
import { LineMap } from "../../../src/core/text/lineMap.ts";
import type { Span } from "../../../src/core/text/span.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";
import { says } from "../says.ts";
import { standing } from "./standing.ts";
import type { At } from "./mistakes.ts";
import type { Project } from "./projects.ts";
import type { Outcome } from "./run.ts";

/** The stages at which the commands of this comparison speak. */
const ownStages: ReadonlySet<string> = new Set(["cfg", "types", "dry"]);
const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));

/** The rules that look at a file, whichever environment is asked for; they report it with the top level. */
const fileRules: ReadonlySet<string> = new Set(["config-syntax", "legacy-env-removed"]);

/** Everything in which wrangler and this project disagree about a project; nothing is agreement. */
export function judge(project: Project, outcome: Outcome): readonly string[] {
  const problems = problemsOf(project).filter(({ severity }) => severity === "error" || severity === "warning");
  return [...missing(project, outcome, problems), ...unsaid(project, outcome, problems), ...further(project, problems)];
}

/** What is reported for the environment that wrangler is asked for, and for the top level, which it always reads. */
function problemsOf({ files, environment, command }: Project): readonly Problem[] {
  const installed = { "node_modules/wrangler/package.json": '{ "name": "wrangler", "version": "4.164.0" }' };
  const { project } = projectOf({ ...files, ...installed });
  return project.configs.flatMap((path) => {
    const analysis = project.analyse(path);
    if (analysis === undefined) return [];
    const asked = analysis.workers.find((worker) => worker.environment.name === environment);
    if (command[0] === "types" || asked === undefined) return check(analysis);
    const [top] = analysis.workers;
    const ofFile = check({ ...analysis, workers: [top] }).filter(({ rule }) => fileRules.has(rule));
    return [...(asked === top ? [] : ofFile), ...check({ ...analysis, workers: [asked] })];
  });
}

/** wrangler says it, we do not: not at all, not by that rule, or somewhere else. */
function missing(project: Project, outcome: Outcome, problems: readonly Problem[]): readonly string[] {
  const { planted } = project;
  if (planted === undefined)
    return outcome.isRefused ? [`wrangler refuses a project without a mistake: ${gist(outcome)}`] : [];
  const saying = says[planted.rule];
  if (standing[planted.rule] !== undefined) return [];
  if (saying === undefined) return [`says.ts has no words for ${planted.rule}`];
  const isSaid = saying.test(outcome.output);
  const isError = problems.some(({ severity }) => severity === "error");
  const found = problems.filter(({ rule }) => rule === planted.rule);
  const complaints: string[] = [];
  if (!isSaid) complaints.push(`wrangler does not say what ${planted.rule} says: ${gist(outcome)}`);
  if (found.length === 0) complaints.push(`${planted.rule} is silent`);
  if (outcome.isRefused && !isError) complaints.push(`wrangler refuses, and nothing is an error: ${gist(outcome)}`);
  if (found.length > 0 && !found.some((problem) => isAt(project, problem, planted.at, outcome))) {
    complaints.push(`${planted.rule} stands at ${found.map((each) => textAt(project, each)).join(", ")}`);
  }
  return complaints;
}

/** We say it, wrangler does not. */
function unsaid(project: Project, outcome: Outcome, problems: readonly Problem[]): readonly string[] {
  return problems.flatMap(({ rule, severity }) => {
    const stage = ruleOf.get(rule)?.stage ?? "own";
    const isToBeSaid = ownStages.has(stage) && !(project.command[0] === "types" && stage === "dry");
    if (!isToBeSaid) return [];
    if (severity === "error" && !outcome.isRefused) return [`${rule} is an error, and wrangler accepts it`];
    return says[rule]?.test(outcome.output) === false && !outcome.isRefused
      ? [`wrangler does not warn as ${rule} does`]
      : [];
  });
}

/** One mistake is one problem. */
function further({ planted }: Project, problems: readonly Problem[]): readonly string[] {
  return problems.flatMap(({ rule, message }) => (rule === planted?.rule ? [] : [`${rule} too: ${message}`]));
}

function isAt(project: Project, problem: Problem, at: At, { output }: Outcome): boolean {
  const text = project.files[problem.path.replace("/w/", "")] ?? "";
  if (at === "wrangler's line") {
    const line = /wrangler\.\w+:(\d+):\d+/.exec(output)?.[1];
    return (
      line === undefined || Math.abs(new LineMap(text).positionAt(problem.span.start).line + 1 - Number(line)) <= 1
    );
  }
  if ("text" in at) {
    const file = at.file === "config" ? project.config : at.file;
    const start = (project.files[file] ?? "").indexOf(at.text);
    return problem.path === toFilePath(`/w/${file}`) && problem.span.start === start;
  }
  const span = spanAt(project, at);
  return span !== undefined && span.start === problem.span.start && span.end === problem.span.end;
}

function spanAt({ files, config }: Project, { path, part }: Exclude<At, string | { text: string }>): Span | undefined {
  const { root } = parseDocument(files[config] ?? "", formatOf(config));
  if (part === "value") return nodeAt(root, path)?.span;
  const parent = nodeAt(root, path.slice(0, -1));
  const key = path.at(-1);
  return typeof key === "string" && child(parent, key) !== undefined ? property(parent, key)?.keySpan : undefined;
}

function textAt({ files }: Project, { path, span }: Problem): string {
  const file = path.replace("/w/", "");
  const text = files[file] ?? "";
  return `${file}:${new LineMap(text).positionAt(span.start).line + 1} “${text.slice(span.start, span.end).slice(0, 60)}”`;
}

/** The first complaint in what wrangler printed. */
function gist({ output }: Outcome): string {
  const lines = output.split("\n").map((line) => line.trim());
  const first = lines.findIndex((line) => /ERROR|WARNING/.test(line));
  return lines
    .slice(Math.max(0, first), Math.max(0, first) + 4)
    .filter((line) => line !== "")
    .join(" ")
    .slice(0, 300);
}
