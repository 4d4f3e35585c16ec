import * as vscode from "vscode";
import type { TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver-protocol";

const annotationId = "preview";

/** What a preview is headed with. */
export function previewLabel(): string {
  return vscode.l10n.t("Durable Objects");
}

/** The same edit, each part of which VS Code shows and lets a person confirm before it is applied. */
export function annotated({ documentChanges, ...rest }: WorkspaceEdit, label: string): WorkspaceEdit {
  if (documentChanges === undefined) return rest;
  return {
    ...rest,
    changeAnnotations: { [annotationId]: { label, needsConfirmation: true } },
    documentChanges: documentChanges.map((change) =>
      "textDocument" in change ? annotatedText(change) : { ...change, annotationId },
    ),
  };
}

function annotatedText({ textDocument, edits }: TextDocumentEdit): TextDocumentEdit {
  return { textDocument, edits: edits.map((edit) => ({ ...edit, annotationId })) };
}
