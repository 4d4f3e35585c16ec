import { t } from "@vscode/l10n";
import { type CodeAction, CodeActionKind, type Range } from "vscode-languageserver";
import { editsAt, type OfferedEdit } from "../../core/queries/editsAt.ts";
import { LineMap } from "../../core/text/lineMap.ts";
import type { FilePath } from "../../core/text/span.ts";
import type { Client } from "../client.ts";
import { answerRefactoring } from "../refactorings.ts";
import { toSpan } from "../texts.ts";
import type { Workspace } from "../workspace.ts";

/** The edits over several files at a place. Those that ask something are commands, which other editors do not have. */
export function refactorActions(
  path: FilePath,
  range: Range,
  { workspace, client }: { workspace: Workspace; client: Client },
): readonly CodeAction[] {
  const text = workspace.documents.readFile(path);
  if (text === undefined) return [];
  const { start } = toSpan(new LineMap(text), range);
  const offered = editsAt(workspace.project, path, start);
  return client.options.hasCommands === true
    ? offered.map(asCommand)
    : offered.flatMap((each) => asEdit(each, workspace, client));
}

function asCommand(offered: OfferedEdit): CodeAction {
  const { kind, ...subject } = offered;
  const title = titleOf(offered);
  return { title, kind: kindOf(kind), command: { title, command: `durableObjects.${kind}`, arguments: [subject] } };
}

/** What needs no answer is an edit in any editor. */
function asEdit(offered: OfferedEdit, workspace: Workspace, client: Client): readonly CodeAction[] {
  if (offered.kind !== "convertLifecycle") return [];
  const answer = answerRefactoring(offered, workspace, client);
  if (answer.kind !== "edit") return [];
  return [{ title: titleOf(offered), kind: kindOf(offered.kind), edit: answer.edit }];
}

function titleOf(offered: OfferedEdit): string {
  switch (offered.kind) {
    case "renameObject":
      return t("Rename {0} in code and configuration…", offered.className);
    case "addBinding":
      return t("Bind {0} in another environment…", offered.className);
    case "transferObject":
      return t("Transfer {0} to another Worker…", offered.className);
    case "deleteObject":
      return t("Delete {0}…", offered.className);
    case "convertLifecycle":
      return t("Convert `migrations` to `exports`");
  }
}

function kindOf(kind: OfferedEdit["kind"]): CodeActionKind {
  return kind === "convertLifecycle" ? CodeActionKind.RefactorRewrite : CodeActionKind.Refactor;
}
