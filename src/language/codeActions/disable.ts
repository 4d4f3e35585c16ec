import { t } from "@vscode/l10n";
import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { disableEdit } from "../../core/disableEdit.ts";
import type { Client } from "../client.ts";
import type { Reported } from "../diagnostics.ts";
import { toWorkspaceEdit } from "../edits.ts";
import type { Workspace } from "../workspace.ts";

/** The actions that silence a problem's rule with a comment, for its line and for its file. */
export function disableActions(reported: Reported, { documents }: Workspace, client: Client): readonly CodeAction[] {
  const { path, rule, span } = reported.problem;
  const text = documents.readFile(path) ?? "";
  return (["line", "file"] as const).flatMap((scope) => {
    const edit = disableEdit({ path, text, rule, offset: span.start, scope });
    const workspaceEdit = edit && toWorkspaceEdit([{ kind: "change", path, edits: [edit] }], documents, client);
    if (workspaceEdit === undefined) return [];
    const title = scope === "line" ? t("Disable {0} for this line", rule) : t("Disable {0} for this file", rule);
    return { title, kind: CodeActionKind.QuickFix, diagnostics: [reported.diagnostic], edit: workspaceEdit };
  });
}
