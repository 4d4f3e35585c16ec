import { t } from "@vscode/l10n";
import type { Problem } from "../check.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { LineMap } from "../text/lineMap.ts";
import type { FilePath, Span } from "../text/span.ts";
import { explain } from "./explain/explain.ts";
import type { FindingKind, RunResult, WranglerFinding } from "./findings/finding.ts";
import { locateFinding, type FindingPlace } from "./locate.ts";

/** What stands in the place of a rule's id in problems that only wrangler knows of. */
export const wranglerRule = "wrangler";

/** What is a question to the person and not a mistake in a file: it is asked where the run was started. */
const questions: ReadonlySet<FindingKind> = new Set([
  "refusedByStrict",
  "notLoggedIn",
  "severalAccounts",
  "workerNotDeployed",
]);

/** Longer texts of wrangler are in its terminal. */
const maxOriginal = 1000;

/**
 * The problems that runs have found for a configuration. Where a rule of the check reports the same mistake, the problem
 * stands in its place, so that its fixes are offered there.
 * @param own what the check reports at present
 */
export function runProblems(
  analysis: Analysis,
  runs: readonly RunResult[],
  own: readonly Problem[],
  files: FileSystem,
): readonly Problem[] {
  return runs
    .filter((run) => run.target.configPath === analysis.path)
    .flatMap((run) =>
      run.findings
        .filter(({ kind }) => !questions.has(kind))
        .map((finding) => toProblem({ analysis, run, finding, own, files })),
    );
}

interface Conversion {
  readonly analysis: Analysis;
  readonly run: RunResult;
  readonly finding: WranglerFinding;
  readonly own: readonly Problem[];
  readonly files: FileSystem;
}

function toProblem({ analysis, run, finding, own, files }: Conversion): Problem {
  const { message, rules } = explain(finding);
  const known = rules
    .flatMap((rule) => own.filter((each) => each.rule === rule))
    .find((each) => isAbout(each, finding));
  const { workers } = analysis;
  const worker = workers.find((each) => each.environment.name === run.target.environment) ?? workers[0];
  const place = known ?? spanned(locateFinding(worker, finding, run), files);
  return {
    rule: wranglerRule,
    severity: finding.severity,
    path: place.path,
    span: place.span,
    message: withOriginal(message, finding),
    environment: run.target.environment,
    fixes: [],
    related: [],
    tag: undefined,
    config: analysis.path,
  };
}

/** Whether a problem of the check is the one that a finding tells of; one that names no class is about any. */
function isAbout({ message }: Problem, { guilty }: WranglerFinding): boolean {
  return (
    guilty.classes === undefined ||
    guilty.classes.some((name) => new RegExp(`\\b${name.replaceAll("$", "\\$")}\\b`).test(message))
  );
}

function withOriginal(message: string, { original, code, scenario }: WranglerFinding): string {
  if (message === original) return message;
  const mark = scenario ?? (code === undefined || original.includes(`[code: ${code}]`) ? undefined : `code ${code}`);
  const text = original.length > maxOriginal ? `${original.slice(0, maxOriginal)}…` : original;
  const said = t("wrangler said: {0}", mark === undefined ? text : `${text} [${mark}]`);
  // An explanation that quotes wrangler's text has said it all.
  return message.includes(original) ? message : `${message}\n${said}`;
}

function spanned(place: FindingPlace, files: FileSystem): { readonly path: FilePath; readonly span: Span } {
  if ("span" in place) return place;
  const text = files.readFile(place.path) ?? "";
  const start = new LineMap(text).offsetAt(place.position);
  const word = /^[\w$]+|^[^\r\n]/.exec(text.slice(start))?.[0] ?? "";
  return { path: place.path, span: { start, end: start + word.length } };
}
