import * as vscode from "vscode";
import { planDeploy } from "../../core/wrangler/plan.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { accountFor } from "./accountNews.ts";
import type { DeployJob, DeployKind } from "./deployJob.ts";
import { buildAndSend, type Sent } from "./deploySend.ts";
import { folderOf } from "./devPlan.ts";
import { jobOf } from "./job.ts";
import { confirmsPlan, insistsOn } from "./planPick.ts";
import { scriptOf } from "./projectScript.ts";
import type { Services } from "./services.ts";
import type { TerminalIO } from "./terminal.ts";

/** Checks, shows what will happen, asks, builds and deploys. It never starts a second deploy by itself. */
export async function deployFlow(
  services: Services,
  kind: DeployKind,
  target: Target,
  io: TerminalIO,
): Promise<number> {
  await services.tools.require(folderOf(services.tools, target));
  const script = kind === "deploy" ? scriptOf(services.tools, "deploy", target) : undefined;
  const job = { ...(await jobOf(services, target)), kind, script };
  const errors = await services.errorsOf(target);
  if (errors.length > 0 && !(await insistsOn(errors, job.name))) return cancelled(io);
  if (!(await agrees(services, job))) return cancelled(io);
  const sent = await prepareAndSend(services, job, io);
  // A terminal in which a person answers is not to be covered by the notification of progress.
  const code = typeof sent === "function" ? await sent() : sent;
  return code ?? cancelled(io);
}

async function prepareAndSend(services: Services, job: DeployJob, io: TerminalIO): Promise<Sent> {
  const options = { location: vscode.ProgressLocation.Notification, title: progressTitle(job), cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    progress.report({ message: vscode.l10n.t("asking wrangler for the account") });
    return withToken(io, token, async (both) => {
      const env = await accountFor(services, job, both.signal);
      progress.report({ message: vscode.l10n.t("building and uploading") });
      return env && buildAndSend(services, job, { io: both, env });
    });
  });
}

async function agrees({ records }: Services, job: DeployJob): Promise<boolean> {
  if (job.environment === undefined) return true;
  const record = records.of(job.target, job.environment.workerName);
  return confirmsPlan(planDeploy(job.environment, record?.state), job);
}

function progressTitle({ kind, name }: DeployJob): string {
  return kind === "deploy" ? vscode.l10n.t("Deploying {0}", name) : vscode.l10n.t("Uploading a version of {0}", name);
}

async function withToken<T>(
  io: TerminalIO,
  token: vscode.CancellationToken,
  run: (io: TerminalIO) => Promise<T>,
): Promise<T> {
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
