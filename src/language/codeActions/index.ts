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
import type { FilePath } from "../../core/text/span.ts";
import { wranglerRule } from "../../core/wrangler/runProblems.ts";
import type { Client } from "../client.ts";
import { toPath } from "../uris.ts";
import type { Workspace } from "../workspace.ts";
import { disableActions } from "./disable.ts";
import { fixAllActions, fixAllKind } from "./fixAll.ts";
import { fixActions, fixEdit } from "./fixes.ts";
import { pageActions } from "./page.ts";
import { refactorActions } from "./refactor.ts";
import { rewriteActions } from "./rewrite.ts";

export const codeActionOptions: CodeActionOptions = {
  codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, CodeActionKind.RefactorRewrite, fixAllKind],
  resolveProvider: true,
};

/** Quick fixes of the problems at a place, ways to silence them, their pages, and the fix-all of a file. */
export function registerCodeActions(connection: Connection, workspace: Workspace, client: Client): void {
  const resolve = (action: CodeAction): CodeAction | undefined => {
    if (action.data === undefined) return action;
    const edit = fixEdit(action.data, workspace, client);
    return edit && { ...action, edit };
  };
  connection.onCodeAction((params) => {
    const actions = actionsFor(params, workspace, client);
    return client.resolvesEdits ? actions : actions.flatMap((action) => resolve(action) ?? []);
  });
  connection.onCodeActionResolve((action) => {
    const resolved = resolve(action);
    if (resolved !== undefined) return resolved;
    throw new ResponseError(LSPErrorCodes.ContentModified, "The problem is no longer there.");
  });
}

function actionsFor(params: CodeActionParams, workspace: Workspace, client: Client): CodeAction[] {
  const path = toPath(params.textDocument.uri);
  if (path === undefined) return [];
  const { only } = params.context;
  workspace.settle(path);
  const isQuick = only === undefined || wants(only, CodeActionKind.QuickFix);
  // Nobody wants the fix-all in the list that belongs to a place.
  const isFixAll = only !== undefined && wants(only, fixAllKind);
  const isRewrite = only === undefined || wants(only, CodeActionKind.RefactorRewrite);
  const isRefactor = only === undefined || wants(only, CodeActionKind.Refactor);
  const refactorings = [
    ...(isRewrite ? rewriteActions(path, params.range, { workspace, client }) : []),
    ...(isRewrite || isRefactor ? refactorActions(path, params.range, { workspace, client }) : []),
  ];
  return [
    ...refactorings.filter(({ kind = "" }) => only === undefined || wants(only, kind)),
    ...(isQuick ? quickFixes(path, params.range, { workspace, client }) : []),
    ...(isFixAll ? fixAllActions(path, workspace, client) : []),
  ];
}

interface Context {
  readonly workspace: Workspace;
  readonly client: Client;
}

function quickFixes(path: FilePath, range: Range, { workspace, client }: Context): readonly CodeAction[] {
  const here = workspace.diagnostics.in(path).filter(({ diagnostic }) => overlap(diagnostic.range, range));
  // Several problems of one rule at one place are silenced, and explained, by the same actions.
  const ruled = here.filter(({ problem }) => problem.rule !== wranglerRule);
  const byRule = [...new Map(ruled.map((each) => [each.problem.rule, each])).values()];
  return [
    ...fixActions(here),
    ...byRule.flatMap((each) => disableActions(each, workspace, client)),
    ...byRule.flatMap((each) => pageActions(each, client)),
  ];
}

/** Whether an editor that asks for some kinds means a kind: the kind itself or one above it. */
function wants(only: readonly string[], kind: string): boolean {
  return only.some((each) => each === "" || kind === each || kind.startsWith(`${each}.`));
}

function overlap(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
