import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { commandId } from "../../contributions.ts";
import { movesSince, type RenamedClass } from "../../core/localData/moves.ts";
import { basename, toFilePath } from "../../core/text/path.ts";
import { generatedTypes } from "../../core/wrangler/types.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { diskFiles } from "../../node/fileSystem.ts";
import { request } from "../requests.ts";
import { localState } from "../wrangler/localState.ts";

/** Generates the types of a Worker anew where it has generated ones; a configuration that is not saved gets them when it is. */
export async function refreshTypes(configPath: string): Promise<void> {
  const path = toFilePath(configPath);
  const isSaved = !vscode.workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.fsPath === configPath);
  if (!vscode.workspace.isTrusted || !isSaved || generatedTypes(diskFiles, path) === undefined) return;
  const target: Target = { configPath: path, environment: null };
  await vscode.commands.executeCommand(commandId("generateTypes"), target);
}

/**
 * Says that the objects of local development keep the old name of a class, and offers to move them; silent where there are
 * none, or where the new name was not given after all.
 */
export async function offerLocalData(client: LanguageClient, renamed: RenamedClass): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  const summaries = (await request(client, "durableObjects/workers", {})).map(({ summary }) => summary);
  const moves = movesSince(localState(diskFiles, summaries), renamed);
  if (moves.length === 0) return;
  const move = vscode.l10n.t("Move Local Data…");
  const message = vscode.l10n.t(
    "Local data is not part of this edit: the objects of {0} keep their name, so {1} does not find them.",
    [...new Set(moves.map(({ from }) => basename(from)))].join(", "),
    [...new Set(moves.map(({ to }) => basename(to)))].join(", "),
  );
  if ((await vscode.window.showInformationMessage(message, move)) === move)
    await vscode.commands.executeCommand(commandId("moveLocalData"), renamed);
}

/** How long an edit that was handed to the editor may lie in a preview, in milliseconds. */
const previewed = 10 * 60_000;

/** Calls back when a configuration has changed: an edit that is handed to the editor is applied by it, or never. */
export function onceChanged(uri: vscode.Uri, work: () => void): void {
  const subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.toString() !== uri.toString()) return;
    subscription.dispose();
    work();
  });
  setTimeout(() => subscription.dispose(), previewed);
}
