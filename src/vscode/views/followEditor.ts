import * as vscode from "vscode";
import { readSetting } from "../settings.ts";
import { classOf, type Branch, type TreeModel } from "./treeModel.ts";

/**
 * Reveals the class that the cursor is in, or that the configuration names at the cursor, while the view can be seen and
 * the person wants it. `onDidChange` fires when the model has become another.
 */
export function followEditor(
  view: vscode.TreeView<Branch>,
  model: TreeModel,
  onDidChange: vscode.Event<void>,
): vscode.Disposable {
  /** Whether the editor's place was not in the tree: what the tree is fed later may bring it. */
  let isMissing = true;
  const reveal = (): void => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !view.visible || !readSetting("tree.revealActive", editor.document.uri)) return;
    const [selected] = view.selection;
    const branch = classAt(model, editor, selected);
    isMissing = branch === undefined;
    if (branch === undefined || isBelow(selected, branch)) return;
    void Promise.resolve(view.reveal(branch, { select: true, focus: false })).catch(() => undefined);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(reveal),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) reveal();
    }),
    view.onDidChangeVisibility(reveal),
    onDidChange(() => {
      if (isMissing) reveal();
    }),
  );
}

/** The class at the cursor of an editor; of several environments that have it the one that is selected already. */
function classAt(model: TreeModel, { document, selection }: vscode.TextEditor, selected: Branch | undefined) {
  const { line } = selection.active;
  const found = model.at(document.uri.toString()).flatMap(({ branch, start, end }) => {
    // A class in source reaches down to the next one, a name in a configuration no further than its line.
    const isNamed = line >= start && line <= (branch.item.isInCode ? Infinity : end);
    return isNamed ? [{ branch: classOf(branch), start }] : [];
  });
  const nearest = Math.max(...found.map(({ start }) => start));
  const candidates = found.flatMap(({ branch, start }) => (start === nearest && branch ? [branch] : []));
  return candidates.find((each) => isBelow(selected, each)) ?? candidates[0];
}

/** Whether a branch is another, or lies below it. */
function isBelow(branch: Branch | undefined, other: Branch): boolean {
  return branch !== undefined && (branch === other || isBelow(branch.parent, other));
}
