import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Refactoring } from "../../protocol.ts";
import { request } from "../requests.ts";

/** Asks the server for a refactoring and applies it as one edit, which one Undo takes back. False if it was refused. */
export async function applyRefactoring(client: LanguageClient, wanted: Refactoring): Promise<boolean> {
  const answer = await request(client, "durableObjects/refactor", wanted);
  if (answer.kind === "refused") {
    void vscode.window.showWarningMessage(answer.reason);
    return false;
  }
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
  const isApplied = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  if (!isApplied)
    void vscode.window.showWarningMessage(vscode.l10n.t("The files have changed in the meantime; try again."));
  for (const note of answer.notes) void vscode.window.showInformationMessage(note);
  return isApplied;
}
