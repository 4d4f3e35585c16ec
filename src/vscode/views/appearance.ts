import * as vscode from "vscode";
import type { TreeItem } from "../../protocol.ts";
import type { Branch } from "./treeModel.ts";

/** The scheme of the nodes' own addresses, by which they get their badge and colour. */
export const nodeScheme = "durable-objects-node";

/** How a branch looks: label, icon, menus (by its context value), what a click does. */
export function appearanceOf(branch: Branch, openCommand: string): vscode.TreeItem {
  const { item } = branch;
  const state = item.children.length === 0 ? vscode.TreeItemCollapsibleState.None : collapsible(item);
  const shown = new vscode.TreeItem(item.label, state);
  shown.id = item.id;
  shown.description = item.isInherited
    ? [item.description, vscode.l10n.t("inherited")].filter((each) => each !== "").join(" · ")
    : item.description;
  shown.iconPath = iconOf(item);
  shown.contextValue = [item.kind, item.state, item.storage, item.location === null ? undefined : "located"]
    .filter((each) => each !== undefined)
    .join(" ");
  shown.resourceUri = nodeUri(item);
  shown.accessibilityInformation = { label: spoken(item) };
  if (item.tooltip !== "") shown.tooltip = new vscode.MarkdownString(item.tooltip);
  if (item.location !== null)
    shown.command = { command: openCommand, title: vscode.l10n.t("Open"), arguments: [item.id] };
  return shown;
}

/** The address of a node for its decoration; what it shows is part of it, so that a change is noticed. */
export function nodeUri(item: TreeItem): vscode.Uri {
  const query = `${item.severity ?? ""}&${item.problems}`;
  return vscode.Uri.from({ scheme: nodeScheme, path: `/${encodeURIComponent(item.id)}`, query });
}

function collapsible({ kind }: TreeItem): vscode.TreeItemCollapsibleState {
  const isOpen = kind === "worker" || kind === "environment";
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function iconOf({ kind, state, storage, label }: TreeItem): vscode.ThemeIcon {
  switch (kind) {
    case "worker":
      return new vscode.ThemeIcon("server-process");
    case "environment":
      return new vscode.ThemeIcon("layers");
    case "class":
      return classIcon(state, storage);
    case "binding":
      return new vscode.ThemeIcon("plug");
    case "remoteBinding":
      return new vscode.ThemeIcon("link-external");
    case "step":
      return new vscode.ThemeIcon("git-commit");
    case "handler":
      return new vscode.ThemeIcon(
        label === "alarm" ? "watch" : label.startsWith("webSocket") ? "radio-tower" : "symbol-event",
      );
    case "method":
      return new vscode.ThemeIcon("symbol-method");
    case "container":
      return new vscode.ThemeIcon("package");
  }
}

function classIcon(state: TreeItem["state"], storage: TreeItem["storage"]): vscode.ThemeIcon {
  switch (state) {
    case "deleted":
      return new vscode.ThemeIcon("trash");
    case "renamed":
      return new vscode.ThemeIcon("arrow-right");
    case "transferred":
    case "elsewhere":
      return new vscode.ThemeIcon("link-external");
    case "notDeclared":
    case "notExported":
      return new vscode.ThemeIcon("question");
    case "live":
    case "expecting-transfer":
    case undefined:
      return new vscode.ThemeIcon(storage === "kv" ? "key" : "database");
  }
}

function spoken({ label, description, problems }: TreeItem): string {
  const words = [label, description, problems === 0 ? "" : vscode.l10n.t("{0} problems", problems)];
  return words.filter((each) => each !== "").join(", ");
}
