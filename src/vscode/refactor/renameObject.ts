import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { isClassName } from "../../core/text/className.ts";
import type { ClassAt, RefactorAnswer } from "../../protocol.ts";
import type { Command } from "../commands.ts";
import { request } from "../requests.ts";
import { warn } from "../tell.ts";
import { subjectOf } from "../views/subject.ts";
import { offerLocalData, onceChanged } from "./afterwards.ts";
import { applyEdit, tellNotes } from "./apply.ts";
import { askIfDeployed } from "./askIfDeployed.ts";
import { chooseWorker } from "./chooseWorker.ts";
import { withEditorRename } from "./editorRename.ts";
import { pickClass } from "./pickClass.ts";

/** "Rename Durable Object Class…": for a class of the tree, or one that is picked. */
export function renameObjectCommand(client: LanguageClient): Command {
  return {
    name: "renameObject",
    async run(argument) {
      const subject = subjectOf(argument);
      const worker = await chooseWorker(client, subject?.configPath);
      const from = worker && (subject?.className ?? (await pickClass(worker)));
      const to = from && (await askName(from));
      if (worker === undefined || !from || !to) return;
      try {
        const { configPath } = worker.summary;
        const renamed = await withNews(from, to, async (token) =>
          rename(client, { configPath, className: from, to, token }),
        );
        if (renamed === undefined) return;
        if (!(await applyEdit({ edit: renamed.edit, created: [], deleted: [] }, renamed.notes))) return;
        await offerLocalData(client, { kind: "renamed", configPath, from, to });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        warn(error.message);
      }
    },
  };
}

/**
 * F2 on the name of a class: the whole edit, or one that changes nothing and the sentence that refuses it. Without an edit,
 * or with an error, TypeScript would rename the class in code alone, and VS Code would cut the sentence to one line.
 */
export async function renameFromEditor(client: LanguageClient, wanted: RenameInEditor): Promise<vscode.WorkspaceEdit> {
  try {
    return (await editFor(client, wanted)) ?? new vscode.WorkspaceEdit();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    warn(error.message);
    return new vscode.WorkspaceEdit();
  }
}

async function editFor(
  client: LanguageClient,
  { document, position, newName }: RenameInEditor,
): Promise<vscode.WorkspaceEdit | undefined> {
  const params = client.code2ProtocolConverter.asTextDocumentPositionParams(document, position);
  const found = await request(client, "durableObjects/classAt", params);
  if (found === null) return undefined;
  const renamed = await rename(client, { ...found, to: newName });
  if (renamed === undefined) return undefined;
  const { configPath, className: from } = found;
  onceChanged(vscode.Uri.file(configPath), () => {
    tellNotes(renamed.notes);
    void offerLocalData(client, { kind: "renamed", configPath, from, to: newName });
  });
  return renamed.edit;
}

interface RenameInEditor {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly newName: string;
}

interface Rename extends ClassAt {
  readonly to: string;
  readonly token?: vscode.CancellationToken;
}

interface Renamed {
  readonly edit: vscode.WorkspaceEdit;
  readonly notes: readonly string[];
}

/** A reason not to rename, as a sentence for the person. */
class Refusal extends Error {}

/** What to change; undefined where the person stopped it. */
async function rename(client: LanguageClient, wanted: Rename): Promise<Renamed | undefined> {
  const answer = await ask(client, wanted);
  if (answer === undefined) return undefined;
  if (answer.kind !== "edit") throw new Refusal(answer.kind === "refused" ? answer.reason : "");
  const { notes, code = [] } = answer;
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
  const places = code.map((each) => client.protocol2CodeConverter.asLocation(each));
  const { token } = wanted;
  if (await withEditorRename(edit, { places, newName: wanted.to, ...(token && { token }) })) return { edit, notes };
  if (token?.isCancellationRequested === true) return undefined;
  throw new Refusal(
    vscode.l10n.t(
      "The editor's own rename does not find every place where {0} is exported; wait until it has loaded the project, or mend the errors there, then try again.",
      wanted.className,
    ),
  );
}

/** Asks the server, and the person where only they know. */
async function ask(client: LanguageClient, { configPath, className, to }: Rename): Promise<RefactorAnswer | undefined> {
  const renaming = { from: className, to, hasEditorRename: vscode.workspace.isTrusted };
  const wanted = { kind: "renameObject", configPath, renaming } as const;
  const answer = await request(client, "durableObjects/refactor", wanted);
  if (answer.kind !== "asksIfDeployed") return answer;
  const isDeployed = await askIfDeployed(
    className,
    vscode.l10n.t("its objects and their data are moved to the new name"),
  );
  if (isDeployed === undefined) return undefined;
  return request(client, "durableObjects/refactor", { ...wanted, renaming: { ...renaming, isDeployed } });
}

/** Says that it goes on: the editor's own rename first loads a project. */
async function withNews<T>(
  from: string,
  to: string,
  work: (token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const title = vscode.l10n.t("Renaming {0} to {1}", from, to);
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => work(token));
}

async function askName(from: string): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Rename {0}", from),
    prompt: vscode.l10n.t("New name of the class"),
    value: from,
    validateInput: (text) =>
      isClassName(text) ? undefined : vscode.l10n.t("A class name has letters, digits and underscores."),
  });
}
