import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { RefactorAnswer, Refactoring } from "../../protocol.ts";
import { request } from "../requests.ts";
import { readSetting } from "../settings.ts";
import { annotated, previewLabel } from "./preview.ts";

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
  const isPreviewed = readSetting("refactor.preview");
  const described = isPreviewed ? annotated(answer.edit, previewLabel()) : answer.edit;
  return applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(described), answer.notes);
}

/** Applies an edit as a whole and tells what a person has to know besides. False if it was not applied. */
export async function applyEdit(edit: vscode.WorkspaceEdit, notes: readonly string[]): Promise<boolean> {
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!isApplied) {
    // Declining a preview is no failure.
    if (!readSetting("refactor.preview"))
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
