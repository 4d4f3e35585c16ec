import * as vscode from "vscode";
import { dirname } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import { workersNeeded } from "../../core/wrangler/needs.ts";
import { scriptFor } from "../../core/wrangler/scripts.ts";
import type { Target, WorkerSummary } from "../../core/wrangler/summary.ts";
import { findViteProject, viteDevArgs, type ViteProject } from "../../core/wrangler/vite.ts";
import { readSetting } from "../settings.ts";
import { targetName } from "./choice.ts";
import { freePort } from "./ports.ts";
import type { RunSpec } from "./run.ts";
import { CannotStart, requireTrust, type Tools } from "./tools.ts";

/** A session before it is started: what to run, and where its debugger will listen. */
export interface DevPlan {
  readonly target: Target;
  readonly name: string;
  readonly spec: RunSpec;
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
  const port = await freePort(summary?.devPort ?? defaultPort);
  const inspectorPort = await freePort();
  const spec =
    (await scriptRun(tools, target, { port, inspectorPort })) ??
    (await wranglerRun(tools, target, { port, inspectorPort, summaries, isAlone }));
  return { target, name, inspectorPort, spec };
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

async function wranglerRun(
  tools: Tools,
  target: Target,
  { port, inspectorPort, summaries, isAlone }: Ports & DevOptions,
): Promise<RunSpec> {
  const uri = vscode.Uri.file(target.configPath);
  const others = !isAlone && readSetting("dev.withNeededWorkers", uri) ? workersNeeded(summaries, target).configs : [];
  return tools.specOf(
    {
      kind: "dev",
      configs: [target.configPath, ...others],
      environment: environmentOption(target, summaries),
      port,
      inspectorPort,
      extra: readSetting("dev.arguments", uri),
    },
    dirname(target.configPath),
  );
}

/** A script that does more than wrangler alone is run in its place, by Node itself (`node --run`), without a package manager. */
async function scriptRun(tools: Tools, target: Target, { port, inspectorPort }: Ports): Promise<RunSpec | undefined> {
  const folder = dirname(target.configPath);
  const isDiscovered = /\/wrangler\.(json|jsonc|toml)$/.test(target.configPath);
  const script = isDiscovered && target.environment === null ? scriptFor(tools.files, folder, "dev") : undefined;
  if (script === undefined) return undefined;
  await tools.require(folder);
  const args = [`--port=${port}`, `--inspector-port=${inspectorPort}`, "--show-interactive-dev-session=false"];
  return tools.nodeSpec(["--run", script.name, "--", ...args], folder);
}

async function viteRun(
  tools: Tools,
  vite: ViteProject,
  { environment }: Target,
): Promise<Pick<DevPlan, "spec" | "inspectorPort">> {
  const bin = await viteBin(tools, vite);
  const port = await freePort(viteDefaultPort);
  const args = [bin, ...viteDevArgs(port, readSetting("dev.arguments", vscode.Uri.file(vite.folder)))];
  // The plugin reads the environment from here; its debugger's port cannot be chosen from outside.
  const env = environment === null ? {} : { CLOUDFLARE_ENV: environment };
  return { spec: tools.nodeSpec(args, vite.folder, env), inspectorPort: undefined };
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
