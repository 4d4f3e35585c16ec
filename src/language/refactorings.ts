import { t } from "@vscode/l10n";
import type { Connection } from "vscode-languageserver";
import { addBinding } from "../core/refactor/addBinding.ts";
import { addObject } from "../core/refactor/addObject.ts";
import { convertLifecycle } from "../core/refactor/convertLifecycle.ts";
import { convertToObject } from "../core/refactor/convertToObject.ts";
import { deleteObject } from "../core/refactor/deleteObject.ts";
import { refuse, type Refactored } from "../core/refactor/refactoring.ts";
import { toFilePath } from "../core/text/path.ts";
import type { Refactoring, RefactorAnswer } from "../protocol.ts";
import type { Client } from "./client.ts";
import { toWorkspaceEdit } from "./edits.ts";
import { answer } from "./ownRequests.ts";
import type { Workspace } from "./workspace.ts";

/** Answers refactorings with one edit of everything they change, or with the sentence that refuses them. */
export function registerRefactorings(connection: Connection, workspace: Workspace, client: Client): void {
  answer(connection, "durableObjects/refactor", (params) => toAnswer(refactor(workspace, params), workspace, client));
}

/** What a refactoring comes to in the present text. */
export function refactor({ project, documents }: Workspace, wanted: Refactoring): Refactored {
  if (wanted.kind === "convertToObject") return convertToObject(project, toFilePath(wanted.path), wanted.offset);
  const config = toFilePath(wanted.configPath);
  const analysis = project.has(config) ? project.analyse(config) : undefined;
  if (analysis === undefined) return refuse(t("The configuration is not there any more."));
  switch (wanted.kind) {
    case "addObject":
      return addObject(documents, analysis, wanted.object);
    case "addBinding":
      return addBinding(documents, analysis, wanted.binding);
    case "deleteObject":
      return deleteObject(documents, analysis, wanted.className);
    case "convertLifecycle":
      return convertLifecycle(documents, analysis);
  }
}

function toAnswer(result: Refactored, { documents }: Workspace, client: Client): RefactorAnswer {
  if (result.kind === "refused") return result;
  const edit = toWorkspaceEdit(result.edits, documents, client);
  if (edit === undefined) return { kind: "refused", reason: t("This editor cannot create files for an edit.") };
  return { kind: "edit", edit, notes: result.notes };
}
