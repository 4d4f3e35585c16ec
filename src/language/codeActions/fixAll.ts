import { t } from "@vscode/l10n";
import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { safeEdits } from "../../core/fix.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { Client } from "../client.ts";
import { toWorkspaceEdit } from "../edits.ts";
import type { Workspace } from "../workspace.ts";

export const fixAllKind = `${CodeActionKind.SourceFixAll}.durableObjects`;

/** The action that applies every safe fix of a file; none where there is nothing to do. */
export function fixAllActions(
  path: FilePath,
  { documents, diagnostics }: Workspace,
  client: Client,
): readonly CodeAction[] {
  const problems = diagnostics.in(path).map(({ problem }) => problem);
  const edits = safeEdits(documents, problems);
  const edit = edits.length > 0 ? toWorkspaceEdit(edits, documents, client) : undefined;
  return edit === undefined ? [] : [{ title: t("Apply every safe fix of Durable Objects"), kind: fixAllKind, edit }];
}
