import { basename, dirname } from "../../core/text/path.ts";
import { withoutGiven } from "../../core/wrangler/options.ts";
import { scriptFor, type ProjectScript, type ScriptStep } from "../../core/wrangler/scripts.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import type { RunSpec } from "./run.ts";
import type { Tools } from "./tools.ts";

/** The script of package.json that does more for a step of a Worker than wrangler alone, or undefined. */
export function scriptOf(
  { files }: Tools,
  step: ScriptStep,
  { configPath, environment }: Target,
): ProjectScript | undefined {
  return scriptFor(files, dirname(configPath), { step, config: basename(configPath), environment });
}

/**
 * How a script is run in place of wrangler: by Node itself (`node --run`), without a package manager. Options that the
 * script gives wrangler stay; where what is put behind the script does not reach wrangler, nothing is. Throws `CannotStart`.
 */
export async function scriptSpec(
  tools: Tools,
  { configPath, environment }: Target,
  { script, options, env = {} }: ScriptRun,
): Promise<RunSpec> {
  const folder = dirname(configPath);
  await tools.require(folder);
  const { name, words } = script;
  const all = environment === null ? options : [`--env=${environment}`, ...options];
  const behind = words === undefined ? [] : withoutGiven(all, words);
  return tools.nodeSpec(["--run", name, ...(behind.length === 0 ? [] : ["--", ...behind])], folder, env);
}

interface ScriptRun {
  readonly script: ProjectScript;
  readonly options: readonly string[];
  readonly env?: RunSpec["env"];
}

/** The run of the script that npm and bun run before another one by themselves (`predeploy`); the others do not. */
export function specBefore(tools: Tools, { configPath }: Target, { before }: ProjectScript): RunSpec | undefined {
  const folder = dirname(configPath);
  const { name } = tools.find(folder).packageManager;
  const isRun = before !== undefined && (name === "npm" || name === "bun");
  return isRun ? tools.nodeSpec(["--run", before], folder) : undefined;
}
