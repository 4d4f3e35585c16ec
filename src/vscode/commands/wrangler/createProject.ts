import path from "node:path";
import * as vscode from "vscode";
import { toFilePath } from "../../../core/text/path.ts";
import { createArgs, createNodeRange, findPackageManager } from "../../../core/wrangler/packageManager.ts";
import type { Command } from "../../commands.ts";
import { packageManagerRun } from "../../wrangler/cannotStart.ts";
import type { Services } from "../../wrangler/services.ts";
import { codeOf, runShown } from "../../wrangler/terminal.ts";
import { requireTrust } from "../../wrangler/tools.ts";
import { runFlow } from "./runFlow.ts";

/**
 * Runs `create-cloudflare` with its Durable Object template, and opens what it has made. It asks nothing, and is no process
 * of a terminal: VS Code starts those in a folder of its own choice only where none is open.
 */
export function createProject(services: Services): Command {
  return {
    name: "createProject",
    async run(givenParent, givenName) {
      requireTrust();
      const parent = givenParent instanceof vscode.Uri ? givenParent : await askParent();
      const name = isName(givenName) ? givenName : parent && (await askName(parent));
      if (parent === undefined || name === undefined) return;
      const folder = toFilePath(parent.fsPath);
      const manager = { ...findPackageManager(services.tools.files, folder), folder };
      await services.tools.requireNode(folder, createNodeRange);
      const run = packageManagerRun(manager, createArgs(manager.name, name));
      const spec = { ...services.tools.nodeSpec([], folder), ...run };
      await runFlow(vscode.l10n.t("Create {0}", name), async (io) => {
        const { end } = await runShown(spec, io);
        if (codeOf(end) === 0) void open(vscode.Uri.joinPath(parent, name));
        return codeOf(end);
      });
    },
  };
}

async function askParent(): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: vscode.l10n.t("Create Here"),
      title: vscode.l10n.t("Folder that the project's folder is created in"),
    })) ?? [];
  return folder;
}

async function askName(parent: vscode.Uri): Promise<string | undefined> {
  const entries = await vscode.workspace.fs.readDirectory(parent);
  const taken = new Set(entries.map(([name]) => name));
  return vscode.window.showInputBox({
    prompt: vscode.l10n.t("Name of the Worker and of its folder"),
    value: "my-durable-object",
    validateInput(value) {
      if (!isName(value)) return vscode.l10n.t("Use lower case letters, digits and dashes.");
      return taken.has(value) ? vscode.l10n.t("{0} exists already.", path.join(parent.fsPath, value)) : undefined;
    },
  });
}

function isName(value: unknown): value is string {
  return typeof value === "string" && /^[a-z0-9][a-z0-9-]*$/.test(value);
}

/** A window that has nothing open yet shows the project at once; another one is the person's to give up. */
async function open(folder: vscode.Uri): Promise<void> {
  if (vscode.workspace.workspaceFolders === undefined) {
    await vscode.commands.executeCommand("vscode.openFolder", folder, { forceReuseWindow: true });
    return;
  }
  const here = vscode.l10n.t("Open");
  const elsewhere = vscode.l10n.t("Open in New Window");
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t("The project is created."), here, elsewhere);
  if (chosen === undefined) return;
  await vscode.commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: chosen === elsewhere });
}
