import type { CreateFile, DeleteFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { FileEdit } from "../core/text/edits.ts";
import { LineMap } from "../core/text/lineMap.ts";
import type { Client } from "./client.ts";
import type { Documents } from "./documents.ts";
import { toRange } from "./texts.ts";

type FileChange = Extract<FileEdit, { readonly kind: "change" }>;
type DocumentChange = TextDocumentEdit | CreateFile | DeleteFile;

/**
 * The edits as the protocol's. They name the versions of open documents, so that an editor refuses them if a person has
 * typed on. Undefined where the editor cannot do what they ask (create a file).
 */
export function toWorkspaceEdit(
  edits: readonly FileEdit[],
  documents: Documents,
  client: Client,
): WorkspaceEdit | undefined {
  if (client.hasDocumentChanges) {
    const isPossible = client.canCreateFiles || edits.every((edit) => edit.kind === "change");
    return isPossible ? { documentChanges: edits.flatMap((edit) => toChanges(edit, documents)) } : undefined;
  }
  if (!edits.every((edit) => edit.kind === "change")) return undefined;
  return {
    changes: Object.fromEntries(edits.map((edit) => [documents.uriOf(edit.path), toTextEdits(edit, documents)])),
  };
}

function toChanges(edit: FileEdit, documents: Documents): readonly DocumentChange[] {
  const uri = documents.uriOf(edit.path);
  switch (edit.kind) {
    case "create":
      return [
        { kind: "create", uri },
        { textDocument: { uri, version: null }, edits: [{ range: startOfFile, newText: edit.text }] },
      ];
    case "delete":
      return [{ kind: "delete", uri }];
    case "change": {
      const version = documents.get(edit.path)?.version ?? null;
      return [{ textDocument: { uri, version }, edits: toTextEdits(edit, documents) }];
    }
  }
}

function toTextEdits({ path, edits }: FileChange, documents: Documents): TextEdit[] {
  const lines = new LineMap(documents.readFile(path) ?? "");
  return edits.map(({ span, newText }) => ({ range: toRange(lines, span), newText }));
}

const startOfFile = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
