import path from "node:path";
import * as vscode from "vscode";
import { commandId } from "../../contributions.ts";
import { installArgs, type PackageManager } from "../../core/wrangler/packageManager.ts";
import { runToEnd, taskOf } from "./asking.ts";
import { CannotStart, nodeFor } from "./tools.ts";

/** Explains why nothing could be started, with a way out. Other errors are passed on. */
export async function explainCannotStart(error: unknown): Promise<void> {
  if (!(error instanceof CannotStart)) throw error;
  const manager = error.found?.packageManager;
  if (error.reason === "noWrangler" && manager !== undefined) return offerInstall(error.message, manager);
  if (error.reason === "node") return offerNode(error.message);
  if (error.reason === "untrusted") return offerTrust(error.message);
  void vscode.window.showErrorMessage(error.message);
  return undefined;
}

async function offerInstall(message: string, manager: PackageManager): Promise<void> {
  const install = vscode.l10n.t("Install with {0}", manager.name);
  if ((await vscode.window.showErrorMessage(message, install)) !== install) return;
  await runPackageManager(manager, installArgs(manager.name, "wrangler"), vscode.l10n.t("Install wrangler"));
}

async function offerNode(message: string): Promise<void> {
  const choose = vscode.l10n.t("Choose Another Node");
  const doctor = vscode.l10n.t("Doctor");
  const chosen = await vscode.window.showErrorMessage(message, choose, doctor);
  if (chosen === choose) await openSetting("durableObjects.node.path");
  if (chosen === doctor) await vscode.commands.executeCommand(commandId("doctor"));
}

/** A setting of the machine stands among those of the remote one, where the extension runs on one. */
async function openSetting(query: string): Promise<void> {
  if (vscode.env.remoteName === undefined) await vscode.commands.executeCommand("workbench.action.openSettings", query);
  else await vscode.commands.executeCommand("workbench.action.openRemoteSettings", { query });
}

async function offerTrust(message: string): Promise<void> {
  const manage = vscode.l10n.t("Manage Trust");
  const chosen = await vscode.window.showErrorMessage(message, manage);
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}

/**
 * Runs a package manager to its end, as a task: its program and an argument array, in the project's folder, with the Node
 * that the setting names. The code it ended with, or undefined.
 */
export async function runPackageManager(
  manager: Pick<PackageManager, "name" | "folder">,
  args: readonly string[],
  name: string,
): Promise<number | undefined> {
  const node = nodeFor(manager.folder);
  const found = process.env["PATH"] ?? "";
  const env = path.isAbsolute(node) ? { PATH: [path.dirname(node), found].join(path.delimiter) } : {};
  const cwd = path.normalize(manager.folder);
  return runToEnd(taskOf(name, new vscode.ProcessExecution(manager.name, [...args], { cwd, env })));
}
