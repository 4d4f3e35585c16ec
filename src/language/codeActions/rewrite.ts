import { t } from "@vscode/l10n";
import { type CodeAction, CodeActionKind, type Range } from "vscode-languageserver";
import { convertToObject, plainClassAt } from "../../core/refactor/convertToObject.ts";
import { LineMap } from "../../core/text/lineMap.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { Client } from "../client.ts";
import { toWorkspaceEdit } from "../edits.ts";
import { toSpan } from "../texts.ts";
import type { Workspace } from "../workspace.ts";

/** "Convert to Durable Object" on the head of a plain class. */
export function rewriteActions(
  path: FilePath,
  range: Range,
  { workspace, client }: { workspace: Workspace; client: Client },
): readonly CodeAction[] {
  const { project, documents } = workspace;
  const text = documents.readFile(path);
  if (text === undefined || project.has(path)) return [];
  const { start } = toSpan(new LineMap(text), range);
  const found = plainClassAt(project, path, start);
  const result = found && convertToObject(project, path, start);
  const edit = result?.kind === "edits" ? toWorkspaceEdit(result.edits, documents, client) : undefined;
  return edit === undefined
    ? []
    : [{ title: t("Convert {0} to a Durable Object", found?.name ?? ""), kind: CodeActionKind.RefactorRewrite, edit }];
}
