import * as vscode from "vscode";
import { dirname } from "../../core/text/path.ts";
import { explain } from "../../core/wrangler/explain/explain.ts";
import { planDeploy } from "../../core/wrangler/plan.ts";
import type { EnvironmentSummary, Target, WorkerSummary } from "../../core/wrangler/summary.ts";
import { buildScript } from "../../core/wrangler/scripts.ts";
import { findViteProject, type ViteProject } from "../../core/wrangler/vite.ts";
import { readSetting } from "../settings.ts";
import { targetName } from "./choice.ts";
import { environmentOption, folderOf } from "./devPlan.ts";
import { confirmsPlan, insistsOn } from "./planPick.ts";
import { tellDeployed, tellFailed, tellUnknown } from "./deployNews.ts";
import type { RunSpec } from "./run.ts";
import type { Services } from "./services.ts";
import { codeOf, isSuccess, runCaptured, runShown, type Outcome, type TerminalIO } from "./terminal.ts";

/** `deploy` and its relatives that send the Worker to Cloudflare. */
export type DeployKind = "deploy" | "versions upload";

interface Job {
  readonly kind: DeployKind;
  readonly target: Target;
  readonly name: string;
  readonly summaries: readonly WorkerSummary[];
  readonly summary: WorkerSummary | undefined;
  readonly environment: EnvironmentSummary | undefined;
}

/** Checks, shows what will happen, asks, builds and deploys. It never starts a second deploy by itself. */
export async function deployFlow(
  services: Services,
  kind: DeployKind,
  target: Target,
  io: TerminalIO,
): Promise<number> {
  await services.tools.require(folderOf(services.tools, target));
  const job = await jobOf(services, kind, target);
  const errors = await services.errorsOf(target);
  if (errors.length > 0 && !(await insistsOn(errors, job.name))) return cancelled(io);
  const record = services.records.of(target, job.environment?.workerName);
  const isAgreed =
    job.environment === undefined || (await confirmsPlan(planDeploy(job.environment, record?.state), job.name, target));
  if (!isAgreed) return cancelled(io);
  const account = await services.accounts.choose(target, job.summary, io.signal);
  if (account.kind === "cancelled") return cancelled(io);
  if (account.kind === "loggedOut") {
    io.write(`${vscode.l10n.t("wrangler is not logged in to Cloudflare.")}\n`);
    void offerLogin();
    return 1;
  }
  const env = account.kind === "account" ? { CLOUDFLARE_ACCOUNT_ID: account.id } : {};
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: progressTitle(job), cancellable: true },
    async (_, token) =>
      withToken(io, token, async (cancellable) => buildAndSend(services, job, { io: cancellable, env })),
  );
}

interface Sending {
  readonly io: TerminalIO;
  readonly env: RunSpec["env"];
}

async function jobOf(services: Services, kind: DeployKind, target: Target): Promise<Job> {
  const summaries = await services.describeWorkers();
  const summary = summaries.find((each) => each.configPath === target.configPath);
  const environment = summary?.environments.find((each) => each.name === target.environment);
  return { kind, target, name: targetName(summary, target), summaries, summary, environment };
}

async function buildAndSend(services: Services, job: Job, sending: Sending): Promise<number> {
  const vite = findViteProject(services.tools.files, dirname(job.target.configPath));
  if (vite !== undefined) {
    const built = await runShown(viteBuild(services, vite, job.target), sending.io);
    if (!isSuccess(built)) return codeOf(built.end);
  }
  const isStrict = await hasStrict(services, job);
  return send(services, job, { ...sending, isStrict, isBuilt: vite !== undefined });
}

async function send(
  services: Services,
  job: Job,
  sending: Sending & { readonly isStrict: boolean; readonly isBuilt: boolean },
): Promise<number> {
  const outcome = await runShown(await specOf(services, job, sending), sending.io);
  services.publish(job.kind, job.target, outcome);
  const wasRefused = outcome.findings.some((each) => each.kind === "refusedByStrict");
  if (wasRefused) return (await overwrites(job)) ? send(services, job, { ...sending, isStrict: false }) : 1;
  await conclude(services, job, outcome, sending);
  return codeOf(outcome.end);
}

async function conclude(services: Services, job: Job, outcome: Outcome, { env }: Sending): Promise<void> {
  const account = env["CLOUDFLARE_ACCOUNT_ID"];
  const sent = outcome.entries.find((each) => each.type === "deploy" || each.type === "version-upload");
  if (isSuccess(outcome)) {
    if (job.kind === "deploy") services.reach("isDeployed");
    const versionId = sent?.versionId;
    if (job.kind === "deploy" && job.environment !== undefined) {
      await services.records.deployed(job.target, job.environment, { account, versionId });
    }
    void tellDeployed(services, job, sent);
    return;
  }
  if (isUnknown(outcome)) {
    if (job.kind === "deploy") await services.records.unknown(job.target, job.environment?.workerName);
    void tellUnknown(job);
    return;
  }
  void tellFailed(
    job,
    outcome.findings.map((each) => explain(each).message),
  );
}

/** Whether the deploy may have arrived all the same: it was stopped, killed, or lost the connection. */
function isUnknown({ end, findings }: Outcome): boolean {
  const wasCut = findings.some((each) => each.kind === "apiUnreachable" || each.kind === "tagPrecondition");
  return (
    end.kind === "stopped" || wasCut || (end.kind === "exited" && (end.code ?? 129) > 128) || hasServerError(findings)
  );
}

function hasServerError(findings: Outcome["findings"]): boolean {
  return findings.some((each) => each.kind === "apiFailed" && each.code !== undefined && each.code === 10_013);
}

async function specOf(
  services: Services,
  { kind, target, summaries }: Job,
  { env, isStrict, isBuilt }: Sending & { readonly isStrict: boolean; readonly isBuilt: boolean },
): Promise<RunSpec> {
  const extra = readSetting("deploy.arguments", vscode.Uri.file(target.configPath));
  // With `--config` wrangler passes over what a build has written beside its own redirect.
  const on = isBuilt
    ? { config: undefined, environment: undefined }
    : { config: target.configPath, environment: environmentOption(target, summaries) };
  const command = { kind, on, isDryRun: false, isStrict, extra } as const;
  return services.tools.specOf(command, folderOf(services.tools, target), env);
}

/** Whether the wrangler in use knows `--strict` for this command: `deploy` since 4.41, `versions upload` since mid-2026. */
async function hasStrict({ tools, strictKnown }: Services, { kind, target }: Job): Promise<boolean> {
  const folder = folderOf(tools, target);
  const { bin, nodeArgs } = await tools.require(folder);
  const key = `${bin} ${kind}`;
  const known = strictKnown.get(key);
  if (known !== undefined) return known;
  const help = await runCaptured(tools.nodeSpec([...nodeArgs, bin, ...kind.split(" "), "--help"], folder));
  const answer = /^\s+--strict\b/m.test(help.stdout);
  strictKnown.set(key, answer);
  return answer;
}

function viteBuild({ tools }: Services, vite: ViteProject, { environment }: Target): RunSpec {
  const env = environment === null ? {} : { CLOUDFLARE_ENV: environment };
  const script = buildScript(tools.files, vite.folder);
  const args = script === undefined && vite.bin !== undefined ? [vite.bin, "build"] : ["--run", script ?? "build"];
  return tools.nodeSpec(args, vite.folder, env);
}

async function overwrites({ name }: Job): Promise<boolean> {
  const overwrite = vscode.l10n.t("$(warning) Deploy and overwrite it");
  const items = [{ label: vscode.l10n.t("$(close) Do not deploy") }, { label: overwrite }];
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("{0} was changed elsewhere", name),
    placeHolder: vscode.l10n.t("The terminal shows what this deploy would overwrite. Overwrite it?"),
    ignoreFocusOut: true,
  });
  return chosen?.label === overwrite;
}

async function offerLogin(): Promise<void> {
  const login = vscode.l10n.t("Log In");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("wrangler is not logged in to Cloudflare."),
    login,
  );
  if (chosen === login) await vscode.commands.executeCommand("durableObjects.login");
}

function progressTitle({ kind, name }: Job): string {
  return kind === "deploy" ? vscode.l10n.t("Deploying {0}…", name) : vscode.l10n.t("Uploading a version of {0}…", name);
}

async function withToken(
  io: TerminalIO,
  token: vscode.CancellationToken,
  run: (io: TerminalIO) => Promise<number>,
): Promise<number> {
  const abort = new AbortController();
  const subscription = token.onCancellationRequested(() => abort.abort());
  try {
    return await run({ ...io, signal: AbortSignal.any([io.signal, abort.signal]) });
  } finally {
    subscription.dispose();
  }
}

function cancelled(io: TerminalIO): number {
  io.write(`${vscode.l10n.t("Not deployed.")}\n`);
  return 130;
}
