import * as vscode from "vscode";
import { commandId } from "../../../contributions.ts";
import type { StoredNamespace } from "../../../core/localData/folders.ts";
import { storedFor, type Owner } from "../../../core/localData/stored.ts";
import { basename, dirname, toFilePath } from "../../../core/text/path.ts";
import type { Command } from "../../commands.ts";
import { subjectOf } from "../../views/subject.ts";
import { localState } from "../../wrangler/localState.ts";
import type { Services } from "../../wrangler/services.ts";
import { requireTrust } from "../../wrangler/tools.ts";

/** Shows what dev sessions have stored for a class: its objects, their tables, entries and alarms. */
export function showLocalData(services: Services): Command {
  return {
    name: "showLocalData",
    async run(given) {
      requireTrust();
      const owner = ownerOf(given);
      const state = localState(services.tools.files, await services.describeWorkers());
      const stored = storedFor(state, owner);
      if (stored.length === 0) return tellNothing(owner?.className, given);
      const chosen = await choose(stored);
      if (chosen !== undefined) services.localData.show(chosen.folder);
    },
  };
}

/** The class or the Worker of a node of the tree, or the Worker of a session; undefined for the palette. */
function ownerOf(given: unknown): Owner | undefined {
  if (given instanceof vscode.Uri) return { configPath: toFilePath(given.fsPath) };
  const subject = subjectOf(given);
  return subject && { ...subject, configPath: toFilePath(subject.configPath) };
}

async function choose(stored: readonly StoredNamespace[]): Promise<StoredNamespace | undefined> {
  const [only, ...others] = stored;
  if (others.length === 0) return only;
  const items = stored.map((namespace) => ({
    label: basename(namespace.folder),
    description: vscode.l10n.t("Objects: {0}", namespace.objects),
    detail: vscode.workspace.asRelativePath(dirname(namespace.folder)),
    namespace,
  }));
  const placeHolder = vscode.l10n.t("Whose local data, <worker>-<Class>");
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.namespace;
}

async function tellNothing(className: string | undefined, given: unknown): Promise<void> {
  const start = vscode.l10n.t("Start Dev");
  const text =
    className === undefined
      ? vscode.l10n.t("Nothing is stored locally yet. It comes when a dev session first uses an object.")
      : vscode.l10n.t(
          "Nothing is stored locally for {0} yet. It comes when a dev session first uses an object.",
          className,
        );
  const chosen = await vscode.window.showInformationMessage(text, start);
  if (chosen === start) await vscode.commands.executeCommand(commandId("startDev"), given);
}
