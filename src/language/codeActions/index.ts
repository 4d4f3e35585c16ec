import {
  type CodeAction,
  CodeActionKind,
  type CodeActionOptions,
  type CodeActionParams,
  type Connection,
  LSPErrorCodes,
  type Range,
  ResponseError,
} from "vscode-languageserver";
import type { Client } from "../client.ts";
import { toPath } from "../uris.ts";
import type { Workspace } from "../workspace.ts";
import { fixActions, fixEdit } from "./fixes.ts";

export const codeActionOptions: CodeActionOptions = {
  codeActionKinds: [CodeActionKind.QuickFix],
  resolveProvider: true,
};

/** Quick fixes of the problems at a place, ways to silence them, and the fix-all of a file. */
export function registerCodeActions(connection: Connection, workspace: Workspace, client: Client): void {
  const withEdit = (action: CodeAction): CodeAction | undefined => {
    const edit = fixEdit(action.data, workspace, client);
    return edit && { ...action, edit };
  };
  connection.onCodeAction((params) => {
    const actions = actionsAt(workspace, params);
    return client.resolvesEdits ? actions : actions.flatMap((action) => withEdit(action) ?? []);
  });
  connection.onCodeActionResolve((action) => {
    const resolved = withEdit(action);
    if (resolved !== undefined) return resolved;
    throw new ResponseError(LSPErrorCodes.ContentModified, "The problem is no longer there.");
  });
}

function actionsAt(workspace: Workspace, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const path = toPath(textDocument.uri);
  if (path === undefined || !wants(context.only, CodeActionKind.QuickFix)) return [];
  workspace.settle(path);
  const here = workspace.diagnostics.in(path).filter(({ diagnostic }) => overlap(diagnostic.range, range));
  return [...fixActions(here)];
}

/** Whether an editor that asks for some kinds only means a kind or one above it. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((each) => each === "" || kind === each || kind.startsWith(`${each}.`));
}

function overlap(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
