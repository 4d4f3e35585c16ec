import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { commandId } from "../../contributions.ts";
import type { TreeItem } from "../../protocol.ts";
import { registerCommands } from "../commands.ts";
import { onNotification, request } from "../requests.ts";
import { appearanceOf } from "./appearance.ts";
import { registerDecorations } from "./decorations.ts";
import { FirstSight } from "./firstSight.ts";
import { followEditor } from "./followEditor.ts";
import { treeCommands } from "./treeCommands.ts";
import { TreeModel, type Branch } from "./treeModel.ts";

/** The id of the view in package.json. */
const viewId = "durableObjects.workers";

/** What of dev sessions stands behind Workers and environments. */
export interface ShownSessions {
  /** The state or address of a running session in words; undefined where none runs. */
  readonly of: (item: TreeItem) => string | undefined;
  /** Tells the path of the configuration of a session that changes. */
  readonly onDidChange: vscode.Event<string>;
}

/**
 * The view of the Workers of the workspace. It is there from the activation on, empty, so that it can say what it waits
 * for; a client feeds it once there is one.
 */
export class WorkersView implements vscode.Disposable {
  /** What the server told of the Workers is something else now. */
  readonly onDidChangeWorkers: vscode.Event<void>;
  readonly #firstSight = new FirstSight();
  readonly #model = new TreeModel();
  readonly #told = new vscode.EventEmitter<void>();
  readonly #changed = new vscode.EventEmitter<Branch | undefined>();
  readonly #view: vscode.TreeView<Branch>;
  readonly #subscriptions: vscode.Disposable;
  #client: LanguageClient | undefined;
  #sessions: ShownSessions | undefined;

  constructor() {
    this.onDidChangeWorkers = this.#told.event;
    this.#view = vscode.window.createTreeView<Branch>(viewId, {
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getChildren: (branch) => [...(branch?.children ?? this.#model.roots)],
        getParent: (branch) => branch.parent,
        getTreeItem: ({ item }) => appearanceOf(item, commandId("openNode"), this.#sessions?.of(item)),
        resolveTreeItem: async (shown, branch) => this.#withTooltip(shown, branch),
      },
      showCollapseAll: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      this.#told,
      registerDecorations(),
      registerCommands(treeCommands(this.#model)),
      followEditor(this.#view, this.#model, this.onDidChangeWorkers),
    );
  }

  /** Shows what the server of a client tells, from each of its starts on, until the result is disposed. */
  follow(client: LanguageClient): vscode.Disposable {
    this.#client = client;
    return vscode.Disposable.from(
      onNotification(client, "durableObjects/treeChanged", ({ roots, removed }) => this.#update(roots, removed)),
      client.onDidChangeState(() => {
        if (client.isRunning()) void request(client, "durableObjects/watchTree", {}).catch(() => undefined);
      }),
    );
  }

  /** What to log of how long it took, once everything has been checked for the first time; undefined afterwards. */
  checked(): string | undefined {
    return this.#firstSight.checked();
  }

  /** Shows dev sessions at their Workers, until the result is disposed. */
  showSessions(sessions: ShownSessions): vscode.Disposable {
    this.#sessions = sessions;
    return sessions.onDidChange((configPath) => {
      const root = this.#model.get(configPath);
      if (root !== undefined) this.#changed.fire(root);
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(roots: readonly TreeItem[], removed: readonly string[]): void {
    for (const branch of this.#model.update(roots, removed)) this.#changed.fire(branch);
    this.#firstSight.changed(this.#model);
    this.#view.badge = badgeOf(this.#model);
    this.#view.message = messageOf(this.#model) ?? "";
    this.#told.fire();
  }

  /** A tooltip is asked for when a node is pointed at: most never are. */
  async #withTooltip(shown: vscode.TreeItem, { item }: Branch): Promise<vscode.TreeItem> {
    const client = this.#client;
    if (client?.isRunning() !== true) return shown;
    const params = { configPath: item.subject.configPath, id: item.id };
    const text = await request(client, "durableObjects/nodeTooltip", params).catch(() => null);
    const session = this.#sessions?.of(item);
    const all = [text ?? "", session === undefined ? "" : vscode.l10n.t("Dev session: {0}", session)];
    shown.tooltip = new vscode.MarkdownString(all.filter((each) => each !== "").join("\n\n"));
    return shown;
  }
}

/** What an empty tree cannot say by its welcome: Workers are there, but none has a Durable Object. */
function messageOf({ roots, all }: TreeModel): string | undefined {
  if (roots.length === 0) return undefined;
  for (const { item } of all) if (item.kind === "class") return undefined;
  return vscode.l10n.t("None of these Workers has a Durable Object yet: the plus above adds one.");
}

function badgeOf({ roots }: TreeModel): vscode.ViewBadge | undefined {
  const errors = roots.reduce((sum, { item }) => sum + item.errors, 0);
  if (errors === 0) return undefined;
  return { value: errors, tooltip: errors === 1 ? vscode.l10n.t("1 error") : vscode.l10n.t("{0} errors", errors) };
}
