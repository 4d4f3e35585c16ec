import path from "node:path";
import * as vscode from "vscode";
import { commandId } from "../../contributions.ts";
import { installArgs, type PackageManager } from "../../core/wrangler/packageManager.ts";
import { batchProgram, type Program } from "../../core/wrangler/programs.ts";
import { tellError } from "../tell.ts";
import { runToEnd, taskOf } from "./asking.ts";
import { CannotStart, nodeFor } from "./tools.ts";

/**
 * Explains why nothing could be started, with a way out; what was to be started goes on by `again` where that way is gone to
 * its end. Other errors are passed on.
 */
export async function explainCannotStart(error: unknown, again: () => Promise<unknown>): Promise<void> {
  if (!(error instanceof CannotStart)) throw error;
  const manager = error.found?.packageManager;
  if (error.reason === "noWrangler" && manager !== undefined) return offerInstall(error.message, manager, again);
  if (error.reason === "node") return offerNode(error.message);
  if (error.reason === "untrusted") return offerTrust(error.message);
  tellError(error.message);
  return undefined;
}

async function offerInstall(message: string, manager: PackageManager, again: () => Promise<unknown>): Promise<void> {
  const install = vscode.l10n.t("Install with {0}", manager.name);
  if ((await vscode.window.showErrorMessage(message, install)) !== install) return;
  const args = installArgs(manager, "wrangler");
  const code = await runPackageManager(manager, args, vscode.l10n.t("Install wrangler"));
  if (code === 0) await again();
  // Without a code it was ended by the person, or VS Code has said why it could not start.
  else if (code !== undefined) {
    const failed = vscode.l10n.t("{0} could not install wrangler; the terminal says why.", manager.name);
    tellError(failed);
  }
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
 * Runs a package manager to its end, as a task with a terminal in the project's folder. The code it ended with, or undefined.
 */
async function runPackageManager(
  manager: PackageManager,
  args: readonly string[],
  name: string,
): Promise<number | undefined> {
  const { command, args: words, cwd, env } = packageManagerRun(manager, args);
  return runToEnd(taskOf(name, new vscode.ProcessExecution(command, [...words], { cwd, env: { ...env } })));
}

/** How a package manager is run: its program and an argument array, in a folder, with the Node that the setting names. */
export function packageManagerRun(
  manager: Pick<PackageManager, "name" | "folder">,
  args: readonly string[],
): Program & { readonly cwd: string; readonly env: Readonly<Record<string, string>> } {
  const node = nodeFor(manager.folder);
  const found = process.env["PATH"] ?? "";
  const cmd = process.platform === "win32" ? (process.env["ComSpec"] ?? "cmd.exe") : undefined;
  const env = {
    ...(path.isAbsolute(node) && { PATH: [path.dirname(node), found].join(path.delimiter) }),
    // cmd.exe would take a program of the folder before that of the same name on the PATH.
    ...(cmd !== undefined && { NoDefaultCurrentDirectoryInExePath: "1" }),
  };
  return { ...batchProgram(manager.name, args, cmd), cwd: path.normalize(manager.folder), env };
}
