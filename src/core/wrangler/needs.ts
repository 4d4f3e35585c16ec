import type { FilePath } from "../text/span.ts";
import type { EnvironmentSummary, Target, WorkerSummary } from "./summary.ts";
import { environmentOf } from "./summary.ts";

/** The Workers of the workspace that a Worker needs in dev, and the names of those that are not there. */
export interface Needs {
  /** Configurations, those that are needed directly first; never the Worker's own. */
  readonly configs: readonly FilePath[];
  readonly missing: readonly string[];
}

/**
 * Follows `script_name` from a Worker to the Workers that have its classes, and on from there. wrangler reads all of them
 * in the same environment (4.164), so only a configuration whose Worker has the name in that environment counts.
 */
export function workersNeeded(summaries: readonly WorkerSummary[], target: Target): Needs {
  const seen = new Set<FilePath>([target.configPath]);
  const missing = new Set<string>();
  const own = environmentOf(summaries, target);
  const pending: EnvironmentSummary[] = own === undefined ? [] : [own];
  const names = new Set<string>(own?.workerName === undefined ? [] : [own.workerName]);
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    for (const { scriptName } of next.bindings) {
      if (scriptName === undefined || names.has(scriptName)) continue;
      names.add(scriptName);
      const found = workerNamed(summaries, scriptName, target.environment);
      if (found === undefined) missing.add(scriptName);
      else if (!seen.has(found.configPath)) {
        seen.add(found.configPath);
        pending.push(found.environment);
      }
    }
  }
  return { configs: [...seen].filter((path) => path !== target.configPath), missing: [...missing] };
}

function workerNamed(
  summaries: readonly WorkerSummary[],
  name: string,
  environmentName: string | null,
): { readonly configPath: FilePath; readonly environment: EnvironmentSummary } | undefined {
  for (const { configPath, environments } of summaries) {
    // A configuration without environments is read as it is in any of them (wrangler only warns).
    const isPlain = environments.length === 1;
    const environment =
      environments.find((each) => each.name === environmentName) ?? (isPlain ? environments[0] : undefined);
    // Where it has no such environment, wrangler appends the name all the same.
    const suffix = environment?.name === environmentName || environmentName === null ? "" : `-${environmentName}`;
    if (environment?.workerName !== undefined && environment.workerName + suffix === name)
      return { configPath, environment };
  }
  return undefined;
}
