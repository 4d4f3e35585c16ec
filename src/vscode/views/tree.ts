import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { commandId } from "../../contributions.ts";
import type { Target } from "../../core/wrangler/summary.ts";
import { onNotification, request } from "../requests.ts";
import { readSetting } from "../settings.ts";
import { appearanceOf } from "./appearance.ts";
import { registerDecorations } from "./decorations.ts";
import { SessionsInTree, type ShownSessions } from "./sessions.ts";
import { treeCommands } from "./treeCommands.ts";
import { TreeModel, type Branch } from "./treeModel.ts";
import { registerCommands } from "../commands.ts";

/** The id of the view in package.json. */
const viewId = "durableObjects.workers";

/** The view of the Workers of the workspace. */
export interface WorkersView extends vscode.Disposable {
  /** What the server told of the Workers is something else now. */
  readonly onDidChangeWorkers: vscode.Event<void>;
  /** Shows the dev sessions at their Workers, from now on. */
  showSessions(sessions: ShownSessions): void;
}

/** Makes the view. It asks for the feed at every start of the server. */
export function registerTree(client: LanguageClient): WorkersView {
  const model = new TreeModel();
  const sessions = new SessionsInTree();
  const told = new vscode.EventEmitter<void>();
  const changed = new vscode.EventEmitter<Branch | undefined>();
  const view = vscode.window.createTreeView<Branch>(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (branch) => [...(branch?.children ?? model.roots)],
      getParent: (branch) => branch.parent,
      getTreeItem: (branch) => appearanceOf(branch, commandId("openNode"), sessions.of(branch)),
    },
    showCollapseAll: true,
  });
  const subscriptions = vscode.Disposable.from(
    view,
    changed,
    told,
    sessions,
    registerDecorations(),
    registerCommands(treeCommands(model)),
    onNotification(client, "durableObjects/treeChanged", ({ roots, removed }) => {
      for (const branch of model.update(roots, removed)) changed.fire(branch);
      view.badge = badgeOf(model);
      view.message = messageOf(model) ?? "";
      told.fire();
    }),
    client.onDidChangeState(() => {
      if (client.isRunning()) void watch(client);
    }),
    followEditor(view, model),
  );
  return {
    onDidChangeWorkers: told.event,
    showSessions: (shown) => sessions.follow(shown, ({ target }) => redraw(model, target, changed)),
    dispose: () => subscriptions.dispose(),
  };
}

/** Draws the Worker and the environment of a session again. */
function redraw(model: TreeModel, { configPath }: Target, changed: vscode.EventEmitter<Branch | undefined>): void {
  const root = model.get(configPath);
  if (root !== undefined) changed.fire(root);
}

async function watch(client: LanguageClient): Promise<void> {
  await request(client, "durableObjects/watchTree", {}).catch(() => undefined);
}

/** What an empty tree cannot say by its welcome: Workers are there, but none has a Durable Object. */
function messageOf({ roots, all }: TreeModel): string | undefined {
  if (roots.length === 0) return undefined;
  for (const { item } of all) if (item.kind === "class") return undefined;
  return vscode.l10n.t("None of these Workers has a Durable Object yet: the plus above adds one.");
}

function badgeOf({ roots }: TreeModel): vscode.ViewBadge | undefined {
  const errors = roots
    .filter(({ item }) => item.severity === "error")
    .reduce((sum, { item }) => sum + item.problems, 0);
  return errors === 0 ? undefined : { value: errors, tooltip: vscode.l10n.t("Workers with errors") };
}

/** Reveals the class that the cursor is in, while the view is open and the person wants it. */
function followEditor(view: vscode.TreeView<Branch>, model: TreeModel): vscode.Disposable {
  return vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    if (!view.visible || !readSetting("tree.revealActive", textEditor.document.uri)) return;
    const branch = classAt(model, textEditor);
    if (branch !== undefined && view.selection[0] !== branch) {
      void Promise.resolve(view.reveal(branch, { select: true, focus: false })).catch(() => undefined);
    }
  });
}

/** The class declared at or before the cursor in the file of an editor, the nearest one. */
function classAt(model: TreeModel, { document, selection }: vscode.TextEditor): Branch | undefined {
  const uri = document.uri.toString();
  let best: Branch | undefined;
  for (const branch of model.all) {
    const { item } = branch;
    if (item.kind !== "class" || item.location?.uri !== uri) continue;
    const { line } = item.location.range.start;
    if (line <= selection.active.line && line > (best?.item.location?.range.start.line ?? -1)) best = branch;
  }
  return best;
}
