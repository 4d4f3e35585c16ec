import { brokenPlaces, isWhole } from "./broken.ts";
import type { ConfigDocument } from "./config/syntax.ts";
import type { WranglerConfig } from "./config/model.ts";
import { inItsWords } from "./config/typescript/words.ts";
import type { Log } from "./ports.ts";
import type { Analysis } from "./project.ts";
import { rules } from "./rules/index.ts";
import { ask } from "./rules/shared/ask.ts";
import { severityRank, type Finding, type Fix, type Related, type Rule, type Severity } from "./rules/rule.ts";
import type { SourceModule } from "./source/model.ts";
import { moduleAt } from "./source/moduleAt.ts";
import { readSuppressions, type Suppression } from "./suppress.ts";
import type { FilePath, Place, Span } from "./text/span.ts";
import type { Worker } from "./worker.ts";

/** One problem as people see it: a finding with its rule's id and final severity. */
export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: FilePath;
  readonly span: Span;
  readonly message: string;
  /** The named environment it is in; null for the top level, and where several environments have it from one place. */
  readonly environment: string | null;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  readonly tag: Finding["tag"];
  /** The configuration it was found from. */
  readonly config: FilePath;
}

export interface CheckOptions {
  /** The severity a person has set for a rule; undefined for the rule's own. */
  readonly severityOf?: (rule: string) => Severity | "off" | undefined;
  /** Without a log a rule that throws is not caught: tests and the fuzzer want to see it. */
  readonly log?: Log;
}

/**
 * Runs every rule over the Workers of one configuration. The problems stand in the order of their files and texts (the
 * configuration first), one place and message once, however many environments share it.
 */
export function check({ config, workers }: Analysis, options: CheckOptions = {}): readonly Problem[] {
  const [first] = workers;
  const alone = rules.filter((rule) => rule.isAlone?.(first) === true);
  const possible = isWhole(config.document) ? rules : rules.filter((rule) => rule.needsWhole !== true);
  const applied = alone.length > 0 ? alone : possible;
  const isBroken = brokenPlaces(config);
  const found = workers
    .flatMap((worker) => applied.flatMap((rule) => run(rule, worker, options)))
    .filter((problem) => problem.rule === "config-syntax" || !isBroken(problem));
  const isSuppressed = suppressionOf(workers);
  return merge(found)
    .filter((problem) => !isSuppressed(problem))
    .toSorted((a, b) => inOrder(a, b, config));
}

function run(rule: Rule, worker: Worker, options: CheckOptions): readonly Problem[] {
  const wanted = options.severityOf?.(rule.id);
  if ((wanted ?? rule.severity) === "off") return [];
  try {
    return [...ask(rule, worker)].map((finding) => toProblem({ rule, finding, worker, wanted }));
  } catch (error) {
    if (options.log === undefined) throw error;
    options.log.error(`Rule ${rule.id} failed on ${worker.config.path}: ${String(error)}`);
    return [];
  }
}

interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly worker: Worker;
  readonly wanted: Severity | "off" | undefined;
}

function toProblem({ rule, finding, worker, wanted }: Found): Problem {
  const place: Place = "path" in finding.at ? finding.at : { path: worker.config.path, span: finding.at };
  const own = finding.severity ?? (rule.severity === "off" ? "hint" : rule.severity);
  const chosen = wanted === undefined || wanted === "off" ? own : lowered(wanted, rule, finding);
  const say = speechOf(worker.config, place);
  return {
    rule: rule.id,
    severity: worker.config.hintsOnly === undefined ? chosen : "hint",
    path: place.path,
    span: place.span,
    message: say(finding.message),
    environment: worker.environment.name,
    fixes: (finding.fixes ?? []).map((fix) => ({ ...fix, title: say(fix.title) })),
    related: finding.related ?? [],
    tag: finding.tag,
    config: worker.config.path,
  };
}

/** Rules speak of wrangler files; `cloudflare.config.ts` has other words for the same. */
function speechOf({ path, document }: WranglerConfig, place: Place): (message: string) => string {
  if (document.format !== "typescript" || place.path !== path) return (message) => message;
  const written = document.text.slice(place.span.start, place.span.end);
  return (message) => inItsWords(message, written);
}

/** A person's severity replaces the rule's own; a finding that is less certain than its rule stays below it. */
function lowered(wanted: Severity, rule: Rule, finding: Finding): Severity {
  if (finding.severity === undefined || rule.severity === "off") return wanted;
  const isUncertain = severityRank[finding.severity] > severityRank[rule.severity];
  return isUncertain && severityRank[finding.severity] > severityRank[wanted] ? finding.severity : wanted;
}

/** Makes one problem of those that differ in their environment only. */
function merge(problems: readonly Problem[]): readonly Problem[] {
  const byPlace = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.rule} ${problem.span.start} ${problem.span.end} ${problem.path} ${problem.message}`;
    const before = byPlace.get(key);
    if (before === undefined) byPlace.set(key, problem);
    else
      byPlace.set(key, {
        ...(severityRank[problem.severity] < severityRank[before.severity] ? problem : before),
        environment: null,
      });
  }
  return [...byPlace.values()];
}

/** Reads the disable comments of a file only when a problem lies in it. */
function suppressionOf(workers: readonly Worker[]): (problem: Problem) => boolean {
  const byPath = new Map<FilePath, Suppression>();
  return (problem) => {
    const known = byPath.get(problem.path) ?? suppressionIn(problem.path, workers);
    byPath.set(problem.path, known);
    return known(problem.rule, problem.span.start);
  };
}

function suppressionIn(path: FilePath, workers: readonly Worker[]): Suppression {
  const read = commented(path, workers);
  return read === undefined ? () => false : readSuppressions(read.text, read.comments);
}

function commented(path: FilePath, workers: readonly Worker[]): ConfigDocument | SourceModule | undefined {
  for (const worker of workers) {
    if (path === worker.config.path) return worker.config.document;
    const { entry } = worker;
    if (entry.kind !== "module") continue;
    const found = entry.modules.get(path) ?? moduleAt(entry.modules, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inOrder(a: Problem, b: Problem, config: WranglerConfig): number {
  if (a.path !== b.path) {
    if (a.path === config.path) return -1;
    if (b.path === config.path) return 1;
    return a.path < b.path ? -1 : 1;
  }
  return a.span.start - b.span.start || a.span.end - b.span.end || severityRank[a.severity] - severityRank[b.severity];
}
