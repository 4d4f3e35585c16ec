import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver-protocol";

/** An edit, and which files it makes and deletes, as VS Code's own type does not tell that. */
export interface WholeEdit {
  readonly edit: vscode.WorkspaceEdit;
  readonly created: readonly { readonly uri: vscode.Uri; readonly text: string }[];
  readonly deleted: readonly vscode.Uri[];
}

/**
 * The edit of an answer of the server. A file is created with its text: VS Code forgets what came before the first edit of a
 * file whose name it knows with another text, so that Undo would leave an empty file.
 */
export async function wholeEdit(client: LanguageClient, { documentChanges = [] }: WorkspaceEdit): Promise<WholeEdit> {
  const uris = (kind: "create" | "delete"): readonly string[] =>
    documentChanges.flatMap((each) => ("kind" in each && each.kind === kind ? [each.uri] : []));
  const texts = documentChanges.flatMap((each) => ("kind" in each ? [] : [each]));
  const [made, deleted] = [uris("create"), uris("delete").map((uri) => vscode.Uri.parse(uri))];
  const created = made.map((uri) => ({ uri: vscode.Uri.parse(uri), text: textFor(uri, texts) }));
  const changed = await client.protocol2CodeConverter.asWorkspaceEdit({
    documentChanges: texts.filter(({ textDocument }) => !made.includes(textDocument.uri)),
  });
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, text } of created) edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  for (const [uri, edits] of changed.entries()) edit.set(uri, edits);
  for (const uri of deleted) edit.deleteFile(uri);
  return { edit, created, deleted };
}

/** What is inserted into a file that was not there. */
function textFor(uri: string, texts: readonly TextDocumentEdit[]): string {
  return texts
    .filter(({ textDocument }) => textDocument.uri === uri)
    .flatMap(({ edits }) => edits.map((each) => ("newText" in each ? each.newText : each.snippet.value)))
    .join("");
}
