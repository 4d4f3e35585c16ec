import * as vscode from "vscode";
import { deployArgs } from "../../core/wrangler/commandLine.ts";
import { buildScript, type ProjectScript } from "../../core/wrangler/scripts.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { findViteProject, type ViteProject } from "../../core/wrangler/vite.ts";
import { readSetting } from "../settings.ts";
import type { AccountVariables } from "./accountNews.ts";
import { runInTerminal } from "./asking.ts";
import { conclude } from "./deployEnd.ts";
import type { DeployJob } from "./deployJob.ts";
import { folderOf } from "./devPlan.ts";
import type { Job } from "./job.ts";
import { scriptSpec, specBefore } from "./projectScript.ts";
import type { RunSpec } from "./run.ts";
import type { Services } from "./services.ts";
import { findShares, percent } from "./versionPick.ts";
import { codeOf, isSuccess, runCaptured, runShown, type TerminalIO } from "./terminal.ts";

export interface Sending {
  readonly io: TerminalIO;
  readonly env: AccountVariables;
}

/** The code that a deploy ended with, undefined if nothing was sent; or the deploy itself, where it asks by itself. */
export type Sent = number | undefined | (() => Promise<number>);

/** Builds what is to be built, and deploys; what has a terminal to itself is left to be run. */
export async function buildAndSend(services: Services, job: DeployJob, { io, env }: Sending): Promise<Sent> {
  const { script } = job;
  const vite = script === undefined ? findViteProject(services.tools.files, job.folder) : undefined;
  const first = script === undefined ? vite && viteBuild(services, vite, job.target) : before(services, job, script);
  const built = first && (await runShown(first, io));
  if (built?.end.kind === "stopped") return undefined;
  if (built !== undefined && !isSuccess(built)) return codeOf(built.end);
  if (script !== undefined && script.words === undefined)
    return async () => sendInTerminal(services, job, { script, io, env });
  const [isStrict, isWanted] = await Promise.all([hasStrict(services, job), endsSplit(services, job, { io, env })]);
  if (!isWanted || io.signal.aborted) return undefined;
  return send(services, job, { io, env, isStrict, isBuilt: vite !== undefined });
}

interface Plain extends Sending {
  readonly isStrict: boolean;
  readonly isBuilt: boolean;
}

async function send(services: Services, job: DeployJob, sending: Plain): Promise<number | undefined> {
  const outcome = await runShown(await specOf(services, job, sending), sending.io);
  services.publish(job.kind, job.target, outcome);
  const wasRefused = outcome.findings.some((each) => each.kind === "refusedByStrict");
  if (wasRefused) return (await overwrites(job)) ? send(services, job, { ...sending, isStrict: false }) : undefined;
  await conclude(services, job, outcome, sending.env);
  return codeOf(outcome.end);
}

/** A script that hands nothing on to wrangler has a terminal, in which wrangler asks what it has to ask. */
async function sendInTerminal(
  services: Services,
  job: DeployJob,
  { script, io, env }: Sending & { readonly script: ProjectScript },
): Promise<number> {
  const spec = await scriptSpec(services.tools, job.target, { script, options: [], env });
  const { code, entries, findings } = await runInTerminal(`${job.kind} ${job.name}: ${script.name}`, spec, io.signal);
  services.publish(job.kind, job.target, { findings });
  const end =
    code === undefined ? ({ kind: "stopped" } as const) : ({ kind: "exited", code, signal: undefined } as const);
  await conclude(services, job, { end, entries, findings }, env);
  return codeOf(end);
}

async function specOf(
  services: Services,
  { kind, target, on, script }: DeployJob,
  { env, isStrict, isBuilt }: Plain,
): Promise<RunSpec> {
  const { tools } = services;
  const extra = readSetting("deploy.arguments", vscode.Uri.file(target.configPath));
  if (script !== undefined) {
    const none = { config: undefined, environment: undefined };
    const options = [...deployArgs({ on: none, isDryRun: false, isStrict }), ...extra];
    return scriptSpec(tools, target, { script, options, env });
  }
  // With `--config` wrangler passes over what a build has written beside its own redirect.
  const where = isBuilt ? { config: undefined, environment: undefined } : on;
  return tools.specOf({ kind, on: where, isDryRun: false, isStrict, extra }, folderOf(tools, target), env);
}

/** Whether the wrangler in use knows `--strict` for this command: `deploy` since 4.41, `versions upload` since mid-2026. */
async function hasStrict({ tools, strictKnown }: Services, { kind, target }: DeployJob): Promise<boolean> {
  const folder = folderOf(tools, target);
  const { bin, nodeArgs } = await tools.require(folder);
  const key = `${bin} ${kind}`;
  const known = strictKnown.get(key);
  if (known !== undefined) return known;
  const help = await runCaptured(tools.nodeSpec([...nodeArgs, bin, ...kind.split(" "), "--help"], folder));
  const answer = /^[ \t]+--strict\b/m.test(help.stdout);
  strictKnown.set(key, answer);
  return answer;
}

/**
 * Whether a deploy may go on where traffic is split between versions, which it ends: without a terminal wrangler (4.164)
 * answers its own question about that with yes, with `--strict` too.
 */
async function endsSplit({ tools }: Services, job: DeployJob, { io, env }: Sending): Promise<boolean> {
  const { kind, name } = job;
  if (kind !== "deploy") return true;
  const shares = await findShares(tools, job, { env, signal: io.signal });
  if (shares.length < 2) return true;
  const split = shares.map(({ id, share }) => `${percent(share)} ${id.slice(0, 8)}`).join(", ");
  return goesOn(
    vscode.l10n.t("{0} has a split deployment", name),
    vscode.l10n.t("The traffic is split ({0}). This deploy ends that: the new version gets all of it.", split),
    vscode.l10n.t("$(warning) Deploy and end the split"),
  );
}

async function overwrites({ name }: Job): Promise<boolean> {
  return goesOn(
    vscode.l10n.t("{0} was changed elsewhere", name),
    vscode.l10n.t("The terminal shows what this deploy would overwrite. Overwrite it?"),
    vscode.l10n.t("$(warning) Deploy and overwrite it"),
  );
}

async function goesOn(title: string, placeHolder: string, yes: string): Promise<boolean> {
  const items = [vscode.l10n.t("$(close) Do not deploy"), yes];
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true })) === yes;
}

function before({ tools }: Services, { target }: Job, script: ProjectScript): RunSpec | undefined {
  return specBefore(tools, target, script);
}

function viteBuild({ tools }: Services, vite: ViteProject, { environment }: Target): RunSpec {
  const env = environment === null ? {} : { CLOUDFLARE_ENV: environment };
  const script = buildScript(tools.files, vite.folder);
  const args = script === undefined && vite.bin !== undefined ? [vite.bin, "build"] : ["--run", script ?? "build"];
  return tools.nodeSpec(args, vite.folder, env);
}
