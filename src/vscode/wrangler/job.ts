import { dirname } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { On } from "../../core/wrangler/commandLine.ts";
import type { EnvironmentSummary, Target, WorkerSummary } from "../../core/wrangler/summary.ts";
import { targetName } from "./choice.ts";
import { environmentOption } from "./devPlan.ts";
import type { Services } from "./services.ts";

/** The Worker that a command is about, with what is known of it. */
export interface Job {
  readonly target: Target;
  /** Its name for people. */
  readonly name: string;
  /** The folder of its configuration, in which wrangler runs. */
  readonly folder: FilePath;
  readonly on: On;
  readonly summaries: readonly WorkerSummary[];
  /** Undefined for a configuration that is no Worker's any more. */
  readonly summary: WorkerSummary | undefined;
  readonly environment: EnvironmentSummary | undefined;
}

export async function jobOf({ describeWorkers }: Pick<Services, "describeWorkers">, target: Target): Promise<Job> {
  const summaries = await describeWorkers();
  const summary = summaries.find((each) => each.configPath === target.configPath);
  return {
    target,
    name: targetName(summary, target),
    folder: dirname(target.configPath),
    on: { config: target.configPath, environment: environmentOption(target, summaries) },
    summaries,
    summary,
    environment: summary?.environments.find((each) => each.name === target.environment),
  };
}
