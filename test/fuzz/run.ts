import assert from "node:assert/strict";
import { check } from "../../src/core/check.ts";
import type { Analysis } from "../../src/core/project.ts";
import { rules } from "../../src/core/rules/index.ts";
import type { Finding } from "../../src/core/rules/rule.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import type { MemoryFiles } from "../support/memoryFiles.ts";
import { assertGoodDisabling, assertGoodFixes, assertSafeFixesEnd, named } from "./fixes.ts";
import { inputOf, type Input, type Pool } from "./input.ts";
import { checkAnew, measuredAgain, parseBarely, ratioOf, mostRatio, type Times } from "./measure.ts";
import { askEverything } from "./queries.ts";
import { assertGoodRefactorings } from "./refactorings.ts";

/** How often one text may be parsed in a check. */
export const mostParses = 3;

/** What became of many inputs. */
export interface Report {
  readonly inputs: number;
  readonly problems: number;
  readonly fixes: number;
  /** One of each kind, with how many there were of it. */
  readonly failures: readonly Failure[];
  readonly times: readonly (Times & { readonly title: string })[];
}

export interface Failure {
  readonly title: string;
  readonly message: string;
  readonly count: number;
}

/** Holds one input against everything that is always true; it throws at the first thing that is not. */
export function holdInput(input: Input): { readonly times: Times; readonly problems: number; readonly fixes: number } {
  const checked = named("check", () => checkAnew(input));
  const { project, files, problems, milliseconds, parses } = checked;
  assert.ok(parses <= mostParses, `a text was parsed ${parses} times in one check`);
  const first = { check: milliseconds, bare: parseBarely(checked) };
  const times = ratioOf(first) < mostRatio ? first : measuredAgain(input, first);
  const analyses = project.configs.flatMap((path) => project.analyse(path) ?? []);
  for (const analysis of analyses) runUnguarded(analysis, files);
  const fixes = assertGoodFixes(files, problems);
  assertGoodDisabling(files, problems, input);
  for (const analysis of analyses) {
    named("queries", () => askEverything(project, analysis, check(analysis), input.draw));
    assertGoodRefactorings({ files, project, analysis, draw: input.draw });
  }
  if (problems.some((each) => each.fixes.some(({ isSafe }) => isSafe === true))) assertSafeFixesEnd(input);
  return { times, problems: problems.length, fixes };
}

/** Calls every rule on every Worker, also those that the editor does not call for a broken configuration. */
function runUnguarded({ workers }: Analysis, files: MemoryFiles): void {
  for (const worker of workers) {
    for (const rule of rules) {
      named(`rule ${rule.id}`, () => {
        for (const finding of rule.check(worker)) assertPlaced(finding, worker.config.path, files);
      });
    }
  }
}

function assertPlaced({ at, message, related = [] }: Finding, config: FilePath, files: MemoryFiles): void {
  assert.ok(message.length > 0);
  for (const place of ["path" in at ? at : { path: config, span: at }, ...related.map((each) => each.place)]) {
    const length = files.readFile(place.path)?.length ?? 0;
    const { start, end } = place.span;
    assert.ok(0 <= start && start <= end && end <= length, `${place.path} has no ${start}–${end} (${message})`);
  }
}

/** Runs the inputs of a seed, from number `first`. */
export function runInputs(pool: Pool, seed: number, { first = 0, count }: { first?: number; count: number }): Report {
  const failures = new Map<string, Failure>();
  const times: Report["times"][number][] = [];
  let problems = 0;
  let fixes = 0;
  for (let index = first; index < first + count; index++) {
    const input = inputOf(pool, seed, index);
    try {
      const held = holdInput(input);
      times.push({ ...held.times, title: input.title });
      problems += held.problems;
      fixes += held.fixes;
    } catch (error) {
      const kind = kindOf(error);
      const known = failures.get(kind);
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      failures.set(kind, known ? { ...known, count: known.count + 1 } : { title: input.title, message, count: 1 });
    }
  }
  return { inputs: count, problems, fixes, failures: [...failures.values()], times };
}

/** Failures of one cause: what was done, and where it failed. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = rootCause(error);
  const [what = ""] = error.message.split(/[:“]/);
  const place = cause.stack?.split("\n").find((line) => line.includes("/src/")) ?? cause.message.slice(0, 40);
  return `${what} ${cause.name} ${place.trim()}`;
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}

/** The value below which a share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const ordered = numbers.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? 0;
}
