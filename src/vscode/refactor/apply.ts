import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { RefactorAnswer, Refactoring } from "../../protocol.ts";
import { request } from "../requests.ts";
import { readSetting } from "../settings.ts";
import { tell, warn } from "../tell.ts";
import { isConfirmed } from "./preview.ts";
import { wholeEdit, type WholeEdit } from "./wholeEdit.ts";

/** Asks the server for a refactoring and applies it as one edit, which one Undo takes back. False if it was refused. */
export async function applyRefactoring(client: LanguageClient, wanted: Refactoring): Promise<boolean> {
  return applyAnswer(client, await request(client, "durableObjects/refactor", wanted));
}

/** Applies an answer of the server as one edit, or says why there is none. False if nothing was applied. */
export async function applyAnswer(client: LanguageClient, answer: RefactorAnswer): Promise<boolean> {
  if (answer.kind !== "edit") {
    if (answer.kind === "refused") warn(answer.reason);
    return false;
  }
  return applyEdit(await wholeEdit(client, answer.edit), answer.notes);
}

/**
 * Applies an edit as a whole, once it was seen where a preview is wished for, and tells what a person has to know besides.
 * False if it was not applied.
 */
export async function applyEdit(whole: WholeEdit, notes: readonly string[]): Promise<boolean> {
  if (readSetting("refactor.preview") && !(await isConfirmed(whole))) return false;
  if (!(await vscode.workspace.applyEdit(whole.edit, { isRefactoring: true }))) {
    warn(vscode.l10n.t("The files have changed in the meantime; try again."));
    return false;
  }
  tellNotes(notes);
  return true;
}

/** Tells what a person has to know besides. */
export function tellNotes(notes: readonly string[]): void {
  if (notes.length > 0) tell(notes.join(" "));
}
