import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import type { RefactorAnswer, Refactoring } from "../../protocol.ts";
import { request } from "../requests.ts";
import { readSetting } from "../settings.ts";
import { isConfirmed } from "./preview.ts";

/** Asks the server for a refactoring and applies it as one edit, which one Undo takes back. False if it was refused. */
export async function applyRefactoring(client: LanguageClient, wanted: Refactoring): Promise<boolean> {
  return applyAnswer(client, await request(client, "durableObjects/refactor", wanted));
}

/** Applies an answer of the server as one edit, or says why there is none. False if nothing was applied. */
export async function applyAnswer(client: LanguageClient, answer: RefactorAnswer): Promise<boolean> {
  if (answer.kind !== "edit") {
    if (answer.kind === "refused") void vscode.window.showWarningMessage(answer.reason);
    return false;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
  return applyEdit(edit, answer.notes, deletedBy(answer.edit));
}

/**
 * Applies an edit as a whole, once it was seen where a preview is wished for, and tells what a person has to know besides.
 * False if it was not applied.
 */
export async function applyEdit(
  edit: vscode.WorkspaceEdit,
  notes: readonly string[],
  deleted: readonly vscode.Uri[] = [],
): Promise<boolean> {
  if (readSetting("refactor.preview") && !(await isConfirmed(edit, deleted))) return false;
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) {
    void vscode.window.showWarningMessage(vscode.l10n.t("The files have changed in the meantime; try again."));
    return false;
  }
  tellNotes(notes);
  return true;
}

/** Tells what a person has to know besides. A message without a button would be cut to one line. */
export function tellNotes(notes: readonly string[]): void {
  if (notes.length > 0) void vscode.window.showInformationMessage(notes.join(" "), vscode.l10n.t("OK"));
}

function deletedBy({ documentChanges = [] }: WorkspaceEdit): readonly vscode.Uri[] {
  return documentChanges.flatMap((change) =>
    "kind" in change && change.kind === "delete" ? [vscode.Uri.parse(change.uri)] : [],
  );
}
