import { CompletionItemKind, type CompletionItem, type Connection } from "vscode-languageserver";
import { completionsAt, type Completion } from "../../core/queries/complete.ts";
import { toRange } from "../texts.ts";
import type { Workspace } from "../workspace.ts";
import { cursorOf } from "./place.ts";

/** Typed in a string, these open the list by themselves. */
export const completionTriggers = ['"', "'"];

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  class: CompletionItemKind.Class,
  worker: CompletionItemKind.Module,
  tag: CompletionItemKind.Value,
  name: CompletionItemKind.Property,
  keyword: CompletionItemKind.EnumMember,
};

/** Class names, Worker names, tags and values inside the strings of a configuration. */
export function registerCompletion(connection: Connection, workspace: Workspace): void {
  connection.onCompletion((params): CompletionItem[] => {
    const cursor = cursorOf(workspace, "completion", params);
    if (cursor === undefined) return [];
    return completionsAt(workspace.project, cursor.path, cursor.offset).map(
      ({ label, kind, detail, span, text }, index) => ({
        label,
        kind: kinds[kind],
        detail,
        // The order of the list is the order of the answers.
        sortText: String(index).padStart(4, "0"),
        textEdit: { range: toRange(cursor.lines, span), newText: text },
      }),
    );
  });
}
