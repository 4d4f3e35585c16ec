import { t } from "@vscode/l10n";
import {
  type Connection,
  ErrorCodes,
  RenameRequest,
  ResponseError,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { occurrencesAt } from "../core/queries/occurrences.ts";
import { isClassName } from "../core/text/className.ts";
import { LineMap } from "../core/text/lineMap.ts";
import type { Span } from "../core/text/span.ts";
import type { ClassAt, RefactorAnswer, Refactoring } from "../protocol.ts";
import type { Client } from "./client.ts";
import { answer } from "./ownRequests.ts";
import { toRange } from "./texts.ts";
import { toPath } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

/** Answers a refactoring, as `durableObjects/refactor` does. */
type Refactor = (wanted: Refactoring) => RefactorAnswer;

/**
 * Rename on the name of a class in a configuration. In code, rename is TypeScript's: where the editor can, it is told to
 * ask us for configurations only.
 */
export function registerRename(connection: Connection, workspace: Workspace, refactor: Refactor): void {
  answer(connection, "durableObjects/classAt", (params) => classAt(workspace, params)?.found ?? null);
  connection.onPrepareRename((params) => {
    const at = inConfiguration(workspace, params);
    return at && { range: toRange(at.lines, at.span), placeholder: at.found.className };
  });
  connection.onRenameRequest(async ({ newName, ...params }) => {
    const at = inConfiguration(workspace, params);
    if (at === undefined) throw refused(t("There is no Durable Object class here."));
    return rename(connection, refactor, { ...at.found, newName });
  });
}

/** What the editor is told it may ask: nothing here where it is registered for configurations alone, later. */
export function renameCapability({ hasDynamicRename }: Client): { renameProvider?: { prepareProvider: boolean } } {
  return hasDynamicRename ? {} : { renameProvider: { prepareProvider: true } };
}

/** Registers rename for configurations alone. */
export async function startRename(connection: Connection, { hasDynamicRename }: Client): Promise<void> {
  if (!hasDynamicRename) return;
  const documentSelector = [{ scheme: "file", pattern: "**/wrangler*.{json,jsonc,toml}" }];
  await connection.client.register(RenameRequest.type, { documentSelector, prepareProvider: true });
}

interface Found {
  readonly found: ClassAt;
  readonly span: Span;
  readonly lines: LineMap;
}

/** In an editor that asks for every file, what stands in code is renamed by others. */
function inConfiguration(workspace: Workspace, params: TextDocumentPositionParams): Found | undefined {
  const path = toPath(params.textDocument.uri);
  return path !== undefined && workspace.project.has(path) ? classAt(workspace, params) : undefined;
}

/** In code only where the class is declared or exported, by the name it has for the configuration. */
function classAt({ project, documents }: Workspace, params: TextDocumentPositionParams): Found | undefined {
  const path = toPath(params.textDocument.uri);
  const text = path && documents.readFile(path);
  if (path === undefined || text === undefined) return undefined;
  const lines = new LineMap(text);
  const { line, character } = params.position;
  for (const { subject, place, role } of occurrencesAt(project, path, lines.offsetAt({ line, column: character }))) {
    if (subject.kind !== "class" || role === "use") continue;
    const isItsName = text.slice(place.span.start, place.span.end) === subject.name;
    if (isItsName || project.has(path))
      return { found: { configPath: subject.config, className: subject.name }, span: place.span, lines };
  }
  return undefined;
}

interface Wanted extends ClassAt {
  readonly newName: string;
}

async function rename(connection: Connection, refactor: Refactor, wanted: Wanted): Promise<WorkspaceEdit> {
  const { configPath, className: from, newName: to } = wanted;
  if (!isClassName(to)) throw refused(t("“{0}” is no name for a class.", to));
  const first = refactor({ kind: "renameObject", configPath, renaming: { from, to } });
  if (first.kind === "edit") return told(connection, first);
  if (first.kind === "refused") throw refused(first.reason);
  const isDeployed = await askIfDeployed(connection, from);
  const second = refactor({ kind: "renameObject", configPath, renaming: { from, to, isDeployed } });
  if (second.kind === "edit") return told(connection, second);
  throw refused(second.kind === "refused" ? second.reason : t("Nothing was renamed."));
}

function told(connection: Connection, { edit, notes }: Extract<RefactorAnswer, { kind: "edit" }>): WorkspaceEdit {
  for (const note of notes) connection.window.showInformationMessage(note);
  return edit;
}

async function askIfDeployed(connection: Connection, className: string): Promise<boolean> {
  const yes = { title: t("Yes, or not sure") };
  const no = { title: t("No, it is new") };
  const question = t("Has {0} been deployed? Then its objects and their data are moved to the new name.", className);
  const chosen = await connection.window.showInformationMessage(question, yes, no);
  if (!chosen) throw refused(t("Nothing was renamed."));
  return chosen.title === yes.title;
}

function refused(reason: string): ResponseError<undefined> {
  return new ResponseError(ErrorCodes.InvalidRequest, reason);
}
