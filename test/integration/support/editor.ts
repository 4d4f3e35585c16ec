import * as vscode from "vscode";
import { waitFor } from "./waitFor.ts";

/** Fixes beyond the first few may come without their edit. */
const fixesResolved = 20;

/** The place of a file of the (first) workspace folder. @param path such as `src/index.ts` */
export function workspaceFile(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("No folder is open.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in an editor. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(workspaceFile(path), { preview: false });
}

/** Replaces the first occurrence of a text, as typing it would: undo brings it back. */
export async function replaceText(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const start = editor.document.getText().indexOf(from);
  if (start < 0) throw new Error(`${editor.document.fileName} has no ${from}.`);
  const { document } = editor;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
  if (!(await editor.edit((edit) => edit.replace(range, to)))) throw new Error("The edit was refused.");
}

/** Waits for a problem of ours. @param rule its id, such as `bound-class-not-exported` */
export async function waitForProblem(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return waitFor(`${rule} in ${uri.path}`, () => problemsOf(uri).find((problem) => ruleOf(problem) === rule));
}

/** Waits until a file no longer has a problem of ours. */
export async function waitForNoProblem(uri: vscode.Uri, rule: string): Promise<void> {
  await waitFor(`the end of ${rule} in ${uri.path}`, () =>
    problemsOf(uri).some((problem) => ruleOf(problem) === rule) ? undefined : true,
  );
}

/** The problems that the extension reports in a file. */
export function problemsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((problem) => problem.source === "Durable Objects");
}

/** The id of the rule that a problem comes from. */
export function ruleOf(problem: vscode.Diagnostic): string {
  const { code } = problem;
  return String(typeof code === "object" ? code.value : code);
}

/**
 * The quick fixes that are offered where a problem is, with their edits. VS Code's answer does not say which problem
 * each of them mends: choose by title.
 */
export async function quickFixesFor(uri: vscode.Uri, problem: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    problem.range,
    vscode.CodeActionKind.QuickFix.value,
    fixesResolved,
  );
}

/** Applies a quick fix as choosing it in the editor would. */
export async function applyFix(fix: vscode.CodeAction): Promise<void> {
  if (fix.edit === undefined) throw new Error(`The fix “${fix.title}” has no edit.`);
  if (!(await vscode.workspace.applyEdit(fix.edit))) throw new Error(`The fix “${fix.title}” was refused.`);
}
