import * as vscode from "vscode";

/**
 * How long TypeScript may give answers that lack something while it loads a project, in milliseconds after the first one
 * (which it may take its time for: it is only started by it), and how often it is asked meanwhile.
 */
const patience = 10_000;
const pause = 500;

/** Questions to the editor that are not answered yet: our own provider is asked first, and has to stand back. */
const openQuestions = new Set<symbol>();

/** Whether the editor's own rename is being asked for. */
export function isAskingEditor(): boolean {
  return openQuestions.size > 0;
}

export interface EditorRename {
  /** The places that spell the name on its way through code; none if the class is not in code that can be renamed. */
  readonly places: readonly vscode.Location[];
  readonly newName: string;
  /** Ends the waiting, as if time was up. */
  readonly token?: vscode.CancellationToken;
}

/**
 * Adds to an edit what the editor's own rename changes from each of the places: where a name is exported again, TypeScript
 * stops with an alias (`New as Old`), which the edit overrules, so the rest is asked for from there. False if it does not
 * find every place within the time that it may need to load the project; then the edit is not to be used.
 */
export async function withEditorRename(edit: vscode.WorkspaceEdit, rename: EditorRename): Promise<boolean> {
  await startTypescript(rename.places);
  let until: number | undefined;
  for (;;) {
    const found = await renameFromEach(rename);
    if (rename.places.every((place) => found.some((each) => hasPlace(each, place)))) {
      for (const each of found) merge(edit, each);
      return true;
    }
    until ??= Date.now() + patience;
    if (Date.now() > until || rename.token?.isCancellationRequested === true) return false;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/**
 * Has VS Code's TypeScript running, with the files open: it is only started by a file of its own, and a file that is opened
 * for one question alone is closed again before the project around it is loaded.
 */
async function startTypescript(places: readonly vscode.Location[]): Promise<void> {
  const uris = new Map(places.map(({ uri }) => [uri.toString(), uri]));
  for (const uri of uris.values()) await vscode.workspace.openTextDocument(uri);
  if (uris.size > 0) await vscode.extensions.getExtension("vscode.typescript-language-features")?.activate();
}

async function renameFromEach({ places, newName }: EditorRename): Promise<readonly vscode.WorkspaceEdit[]> {
  const found: vscode.WorkspaceEdit[] = [];
  for (const { uri, range } of places) {
    const question = Symbol("rename");
    openQuestions.add(question);
    try {
      const answer = await vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
        "vscode.executeDocumentRenameProvider",
        uri,
        range.start,
        newName,
      );
      if (answer !== undefined) found.push(answer);
    } catch {
      // It says so by an error that it cannot rename here, or not yet.
    } finally {
      openQuestions.delete(question);
    }
  }
  return found;
}

function hasPlace(edit: vscode.WorkspaceEdit, { uri, range }: vscode.Location): boolean {
  return edit.get(uri).some((each) => each.range.contains(range));
}

/** Takes over what is not changed yet. */
function merge(edit: vscode.WorkspaceEdit, found: vscode.WorkspaceEdit): void {
  for (const [uri, edits] of found.entries()) {
    const known = edit.get(uri);
    const added = edits.filter(({ range }) => !known.some((each) => each.range.intersection(range) !== undefined));
    for (const { range, newText } of added) edit.replace(uri, range, newText);
  }
}
