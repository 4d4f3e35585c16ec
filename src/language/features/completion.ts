import {
  type Command,
  CompletionItemKind,
  type CompletionItem,
  type Connection,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from "vscode-languageserver";
import { completionsAt } from "../../core/queries/complete.ts";
import type { Completion } from "../../core/queries/completion.ts";
import { sqlCompletionsAt } from "../../core/queries/sql/completion.ts";
import { exportClassCommand } from "../../protocol.ts";
import type { Client } from "../client.ts";
import { toRange } from "../texts.ts";
import type { Workspace } from "../workspace.ts";
import { type Cursor, cursorOf, isOn } from "./place.ts";

/**
 * Typed in a string, as a header of TOML or behind `env`, these open the list by themselves; the space and the parenthesis
 * do in SQL, where most editors open none while a string is typed.
 */
export const completionTriggers = ['"', "'", ".", "[", " ", "("];

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  class: CompletionItemKind.Class,
  worker: CompletionItemKind.Module,
  tag: CompletionItemKind.Value,
  name: CompletionItemKind.Property,
  keyword: CompletionItemKind.EnumMember,
  key: CompletionItemKind.Property,
  snippet: CompletionItemKind.Snippet,
  table: CompletionItemKind.Struct,
  column: CompletionItemKind.Field,
};

/**
 * Names, tags, keys and snippets in a configuration; bindings behind `env.` in JavaScript; tables and columns in SQL.
 */
export function registerCompletion(connection: Connection, workspace: Workspace, client: Client): void {
  connection.onCompletion((params): CompletionItem[] => {
    const cursor = cursorOf(workspace, "completion", params);
    if (cursor === undefined) return [];
    const { path, offset } = cursor;
    const isTyped = params.context?.triggerCharacter === " " || params.context?.triggerCharacter === "(";
    const found = [
      ...(isTyped ? [] : completionsAt(workspace.project, path, offset)),
      ...(isOn(workspace, "sql", path) ? sqlCompletionsAt(workspace.project, path, offset) : []),
    ];
    return found.map((completion, index) => ({
      ...toItem(completion, cursor, client),
      // The order of the list is the order of the answers; snippets come behind what others offer.
      sortText: `${completion.kind === "snippet" ? "~" : ""}${String(index).padStart(4, "0")}`,
    }));
  });
}

function toItem(completion: Completion, { lines }: Cursor, client: Client): CompletionItem {
  const { label, kind, detail, span, text, filter, documentation, edits = [], exports } = completion;
  const isSnippet = completion.isSnippet === true && client.hasSnippets;
  return {
    label,
    kind: kinds[kind],
    detail,
    ...(client.hasLabelDetails && { labelDetails: { description: detail } }),
    textEdit: { range: toRange(lines, span), newText: isSnippet ? text : (completion.plain ?? text) },
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    // The indentation is right already.
    ...(kind === "snippet" && { insertTextMode: InsertTextMode.asIs }),
    ...(filter !== undefined && { filterText: filter }),
    ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(edits.length > 0 && {
      additionalTextEdits: edits.map((each) => ({ range: toRange(lines, each.span), newText: each.newText })),
    }),
    ...(exports !== undefined && { command: exportCommand(exports) }),
  };
}

function exportCommand({ config, environment, className }: NonNullable<Completion["exports"]>): Command {
  return { title: "", command: exportClassCommand, arguments: [config, environment, className] };
}
