import * as vscode from "vscode";
import { dirname } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import { workersNeeded } from "../../core/wrangler/needs.ts";
import { portArgs } from "../../core/wrangler/commandLine.ts";
import { optionValue } from "../../core/wrangler/options.ts";
import type { Target, WorkerSummary } from "../../core/wrangler/summary.ts";
import { findViteProject, viteDevArgs, type ViteProject } from "../../core/wrangler/vite.ts";
import { readSetting } from "../settings.ts";
import { targetName } from "./choice.ts";
import { freePort } from "./ports.ts";
import { scriptOf, scriptSpec, specBefore } from "./projectScript.ts";
import type { RunSpec } from "./run.ts";
import { CannotStart, requireTrust, type Tools } from "./tools.ts";

/** A session before it is started: what to run, and where its debugger will listen. */
export interface DevPlan {
  readonly target: Target;
  readonly name: string;
  /** The script of package.json that runs in place of wrangler alone, or undefined. */
  readonly script: string | undefined;
  /** What the project wants to be run first, such as its `predev`. */
  readonly before: RunSpec | undefined;
  readonly spec: RunSpec;
  /** What is to be given back when the session has ended. */
  readonly ports: readonly number[];
  /** Undefined where it cannot be chosen from outside. */
  readonly inspectorPort: number | undefined;
}

/** wrangler's own defaults. */
const defaultPort = 8787;
const viteDefaultPort = 5173;

export interface DevOptions {
  readonly summaries: readonly WorkerSummary[];
  /** Without the Workers it needs: each of those has a session of its own, which a debugger can reach. */
  readonly isAlone: boolean;
}

/** Works out how `dev` is run for a Worker: by Vite, by a script of the project, or by wrangler itself. Throws `CannotStart`. */
export async function planDev(tools: Tools, target: Target, { summaries, isAlone }: DevOptions): Promise<DevPlan> {
  requireTrust();
  const summary = summaries.find((each) => each.configPath === target.configPath);
  const name = targetName(summary, target);
  const folder = dirname(target.configPath);
  const vite = findViteProject(tools.files, folder);
  if (vite !== undefined) return { target, name, ...(await viteRun(tools, vite, target)) };
  const ports = { port: await freePort(summary?.devPort ?? defaultPort), inspectorPort: await freePort() };
  const run =
    (await scriptRun(tools, target, ports)) ?? (await wranglerRun(tools, target, { ...ports, summaries, isAlone }));
  return { target, name, ports: [ports.port, ports.inspectorPort], ...run };
}

/** Throws `CannotStart` where nothing could be started for a Worker. */
export async function requireDev(tools: Tools, target: Target): Promise<void> {
  requireTrust();
  const vite = findViteProject(tools.files, dirname(target.configPath));
  if (vite === undefined) await tools.require(dirname(target.configPath));
  else await viteBin(tools, vite);
}

interface Ports {
  readonly port: number;
  readonly inspectorPort: number;
}

type Run = Pick<DevPlan, "script" | "before" | "spec" | "inspectorPort">;

async function wranglerRun(
  tools: Tools,
  target: Target,
  { port, inspectorPort, summaries, isAlone }: Ports & DevOptions,
): Promise<Run> {
  const uri = vscode.Uri.file(target.configPath);
  const others = !isAlone && readSetting("dev.withNeededWorkers", uri) ? workersNeeded(summaries, target).configs : [];
  const extra = readSetting("dev.arguments", uri);
  const spec = await tools.specOf(
    {
      kind: "dev",
      configs: [target.configPath, ...others],
      environment: environmentOption(target, summaries),
      port,
      inspectorPort,
      extra,
    },
    dirname(target.configPath),
  );
  return { ...noScript, spec, inspectorPort: inspectorIn(extra, inspectorPort) };
}

/** A script that does more than wrangler alone is run in its place. */
async function scriptRun(tools: Tools, target: Target, ports: Ports): Promise<Run | undefined> {
  const script = scriptOf(tools, "dev", target);
  if (script === undefined) return undefined;
  return {
    script: script.name,
    before: specBefore(tools, target, script),
    spec: await scriptSpec(tools, target, { script, options: portArgs(ports) }),
    inspectorPort: script.words === undefined ? undefined : inspectorIn(script.words, ports.inspectorPort),
  };
}

/** Where the debugger listens: the port that the person's own words give, or ours. */
function inspectorIn(words: readonly string[], ours: number): number | undefined {
  const given = optionValue(words, "inspector-port");
  return given === undefined ? ours : Number(given) || undefined;
}

const noScript = { script: undefined, before: undefined };

async function viteRun(
  tools: Tools,
  vite: ViteProject,
  { environment }: Target,
): Promise<Run & Pick<DevPlan, "ports">> {
  const bin = await viteBin(tools, vite);
  const port = await freePort(viteDefaultPort);
  const args = [bin, ...viteDevArgs(port, readSetting("dev.arguments", vscode.Uri.file(vite.folder)))];
  // The plugin reads the environment from here; its debugger's port cannot be chosen from outside.
  const env = environment === null ? {} : { CLOUDFLARE_ENV: environment };
  return { ...noScript, ports: [port], spec: tools.nodeSpec(args, vite.folder, env), inspectorPort: undefined };
}

async function viteBin(tools: Tools, { bin, folder }: ViteProject): Promise<FilePath> {
  if (bin === undefined) {
    throw new CannotStart("noVite", vscode.l10n.t("vite is not installed in this project; install its dependencies."));
  }
  await tools.requireNode(folder, undefined);
  return bin;
}

/** What `--env` is to be: "" names the top level where there are environments. */
export function environmentOption(
  { configPath, environment }: Target,
  summaries: readonly WorkerSummary[],
): string | undefined {
  const summary = summaries.find((each) => each.configPath === configPath);
  return environment ?? ((summary?.environments.length ?? 1) > 1 ? "" : undefined);
}

/** The folder that a Worker's commands run in: that of its configuration, or of its Vite project. */
export function folderOf(tools: Tools, { configPath }: Target): FilePath {
  return findViteProject(tools.files, dirname(configPath))?.folder ?? dirname(configPath);
}
