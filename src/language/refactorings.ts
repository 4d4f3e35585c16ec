import { t } from "@vscode/l10n";
import type { Connection } from "vscode-languageserver";
import { addBinding } from "../core/refactor/addBinding.ts";
import { addObject } from "../core/refactor/addObject.ts";
import { convertFormat } from "../core/refactor/convertFormat.ts";
import { convertLifecycle } from "../core/refactor/convertLifecycle.ts";
import { convertToObject } from "../core/refactor/convertToObject.ts";
import { declareObjects } from "../core/refactor/declareObjects.ts";
import { deleteObject, type Deleted } from "../core/refactor/deleteObject.ts";
import { refuse, type Refactored } from "../core/refactor/refactoring.ts";
import { renameObject, type Renamed } from "../core/refactor/renameObject.ts";
import { transferObject } from "../core/refactor/transferObject.ts";
import { toFilePath } from "../core/text/path.ts";
import type { Refactoring, RefactorAnswer } from "../protocol.ts";
import type { Client } from "./client.ts";
import { toWorkspaceEdit } from "./edits.ts";
import { Locations } from "./features/place.ts";
import { answer } from "./ownRequests.ts";
import type { Workspace } from "./workspace.ts";

/** Answers refactorings with one edit of everything they change, or with the sentence that refuses them. */
export function registerRefactorings(connection: Connection, workspace: Workspace, client: Client): void {
  answer(connection, "durableObjects/refactor", (params) => answerRefactoring(params, workspace, client));
}

/** One edit of everything that a refactoring changes, in the protocol's words. */
export function answerRefactoring(wanted: Refactoring, workspace: Workspace, client: Client): RefactorAnswer {
  return toAnswer(refactor(workspace, wanted), workspace, client);
}

/** What a refactoring comes to in the present text. */
export function refactor({ project, documents }: Workspace, wanted: Refactoring): Refactored | Renamed | Deleted {
  if (wanted.kind === "convertToObject") return convertToObject(project, toFilePath(wanted.path), wanted.offset);
  const config = toFilePath(wanted.configPath);
  const analysis = project.has(config) ? project.analyse(config) : undefined;
  if (analysis === undefined) return refuse(t("The configuration is not there any more."));
  switch (wanted.kind) {
    case "addObject":
      return addObject(documents, analysis, wanted.object);
    case "addBinding":
      return addBinding(documents, analysis, wanted.binding);
    case "declareObjects":
      return declareObjects(documents, analysis);
    case "deleteObject":
      return deleteObject(documents, { project, analysis }, wanted.deletion);
    case "renameObject":
      return renameObject(documents, { project, analysis }, wanted.renaming);
    case "transferObject":
      return transferObject(documents, { project, analysis }, wanted.transfer);
    case "convertFormat":
      return convertFormat(documents, analysis);
    case "convertLifecycle":
      return convertLifecycle(documents, analysis);
  }
}

function toAnswer(result: Refactored | Renamed | Deleted, workspace: Workspace, client: Client): RefactorAnswer {
  if (result.kind !== "edits") return result;
  const edit = toWorkspaceEdit(result.edits, workspace.documents, client);
  if (edit === undefined) return { kind: "refused", reason: t("This editor cannot create files for an edit.") };
  const code = "code" in result ? { code: new Locations(workspace).all(result.code) } : {};
  const loss = "loss" in result && result.loss !== undefined ? { loss: result.loss } : {};
  return { kind: "edit", edit, notes: result.notes, ...code, ...loss };
}
