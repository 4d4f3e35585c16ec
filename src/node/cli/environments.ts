import { check, type CheckOptions, type Problem } from "../../core/check.ts";
import type { Analysis } from "../../core/project.ts";
import { rules } from "../../core/rules/index.ts";
import { closest } from "../../core/text/closest.ts";
import type { Worker } from "../../core/worker.ts";
import { UsageError } from "./usage.ts";

/** The Workers of a configuration that are in one of the named environments; all of them if none is named. */
export function namedWorkers({ workers }: Analysis, names: readonly string[]): readonly Worker[] {
  if (names.length === 0) return workers;
  return workers.filter(({ environment }) => environment.name !== null && names.includes(environment.name));
}

/** Throws a `UsageError` for a name that no configuration has. */
export function requireEnvironments(analyses: readonly Analysis[], names: readonly string[]): void {
  const known = new Set(
    analyses.flatMap(({ workers }) => workers.flatMap(({ environment }) => environment.name ?? [])),
  );
  const missing = names.find((name) => !known.has(name));
  if (missing === undefined) return;
  const near = closest(missing, known);
  throw new UsageError(
    `No configuration has an environment "${missing}"${near === undefined ? "." : `; did you mean "${near}"?`}`,
  );
}

/**
 * Checks the named environments of a configuration, or all. What several environments inherit keeps its environment null
 * even where one of them is named alone, and what is wrong with the file itself concerns every environment.
 */
export function checkEnvironments(
  analysis: Analysis,
  names: readonly string[],
  options: CheckOptions,
): readonly Problem[] {
  const [first, ...rest] = namedWorkers(analysis, names);
  if (first === undefined) return [];
  const all = check(analysis, options);
  if (names.length === 0) return all;
  const named = new Map(check({ ...analysis, workers: [first, ...rest] }, options).map((each) => [keyOf(each), each]));
  return all.flatMap((problem) => {
    const found = named.get(keyOf(problem));
    if (found !== undefined) return { ...found, environment: problem.environment };
    return isAboutFile(problem) ? problem : [];
  });
}

function keyOf({ rule, span, path, message }: Problem): string {
  return `${rule} ${span.start} ${span.end} ${path} ${message}`;
}

/** A file that wrangler does not read, or cannot, is the same in every environment, and reported at the top level. */
function isAboutFile({ rule }: Problem): boolean {
  return rule === "config-syntax" || rules.find((each) => each.id === rule)?.isAlone !== undefined;
}
