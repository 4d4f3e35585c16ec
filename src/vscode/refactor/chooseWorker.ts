import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { basename } from "../../core/text/path.ts";
import type { ListedWorker } from "../../protocol.ts";
import { request } from "../requests.ts";

/** The Worker that is meant: the one given, the only one, the one whose configuration is open, or the one picked. */
export async function chooseWorker(
  client: LanguageClient,
  configPath: string | undefined,
): Promise<ListedWorker | undefined> {
  const workers = await request(client, "durableObjects/workers", {});
  const given = workers.find(({ summary }) => summary.configPath === configPath);
  if (given !== undefined) return given;
  const [only, another] = workers;
  if (only === undefined) {
    void vscode.window.showWarningMessage(vscode.l10n.t("There is no wrangler configuration in this workspace."));
    return undefined;
  }
  if (another === undefined) return only;
  const active = vscode.window.activeTextEditor?.document.uri.toString();
  return workers.find(({ configUri }) => configUri === active) ?? pick(workers);
}

async function pick(workers: readonly ListedWorker[]): Promise<ListedWorker | undefined> {
  const items = workers.map((worker) => ({
    label: worker.summary.environments[0].workerName ?? basename(worker.summary.configPath),
    description: vscode.workspace.asRelativePath(vscode.Uri.parse(worker.configUri)),
    worker,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Worker") }))?.worker;
}
