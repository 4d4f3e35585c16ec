import * as vscode from "vscode";
import type { TreeItem } from "../../protocol.ts";

/** The scheme of the nodes' own addresses, by which they get their badge and colour. */
export const nodeScheme = "durable-objects-node";

/**
 * How a node looks: label, icon, menus (by its context value), what a click does.
 * @param session the state of its dev session in words
 */
export function appearanceOf(item: TreeItem, openCommand: string, session: string | undefined): vscode.TreeItem {
  const state = item.children.length === 0 ? vscode.TreeItemCollapsibleState.None : collapsible(item);
  const shown = new vscode.TreeItem(item.label, state);
  shown.id = item.id;
  const description = [item.description, item.isInherited ? vscode.l10n.t("inherited") : "", session ?? ""]
    .filter((each) => each !== "")
    .join(" · ");
  shown.description = description;
  shown.iconPath = session === undefined ? iconOf(item) : runningIcon;
  shown.contextValue = contextOf(item, session !== undefined);
  shown.resourceUri = nodeUri(item);
  shown.accessibilityInformation = { label: spoken(item, description) };
  if (item.location !== null)
    shown.command = { command: openCommand, title: vscode.l10n.t("Open"), arguments: [item.id] };
  return shown;
}

const runningIcon = new vscode.ThemeIcon("play-circle", new vscode.ThemeColor("testing.iconPassed"));

/** The words that the `when` clauses of menus ask for; `target` is what wrangler can be started for. */
function contextOf({ kind, state, storage, location, isInCode, children }: TreeItem, isRunning: boolean): string {
  const isTarget = kind === "environment" || kind === "worker";
  // Of a Worker with environments any may run, and others still be started.
  const isOne = isTarget && !hasEnvironments(children);
  const kinds = new Set(children.map((each) => each.kind));
  const words = [
    kind,
    state,
    storage,
    location === null ? undefined : "located",
    isInCode ? "coded" : undefined,
    kinds.has("binding") || kinds.has("remoteBinding") ? "bound" : undefined,
    kinds.has("step") ? "declared" : undefined,
    isTarget ? "target" : undefined,
    isOne && isRunning ? "running" : undefined,
  ];
  return words.filter((each) => each !== undefined).join(" ");
}

/** Whether a Worker has named environments. */
export function hasEnvironments(children: readonly { readonly kind: TreeItem["kind"] }[]): boolean {
  return children[0]?.kind === "environment";
}

/** The address of a node for its decoration; what it shows is part of it, so that a change is noticed. */
export function nodeUri(item: TreeItem): vscode.Uri {
  const query = `${item.severity ?? ""}&${item.problems}`;
  return vscode.Uri.from({ scheme: nodeScheme, path: `/${encodeURIComponent(item.id)}`, query });
}

/** The top level is what people look at first; named environments mostly repeat it. */
function collapsible({ kind, subject }: TreeItem): vscode.TreeItemCollapsibleState {
  const isOpen = kind === "worker" || (kind === "environment" && subject.environment === null);
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
    case "base":
      return new vscode.ThemeIcon(label.includes("Agent") ? "robot" : "type-hierarchy-super");
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

function spoken({ kind, label, problems }: TreeItem, description: string): string {
  const count = problems === 1 ? vscode.l10n.t("1 problem") : vscode.l10n.t("{0} problems", problems);
  const words = [spokenKind(kind), label, description, problems === 0 ? "" : count];
  return words.filter((each) => each !== "").join(", ");
}

/** What the icon says; empty where the description does. */
function spokenKind(kind: TreeItem["kind"]): string {
  switch (kind) {
    case "worker":
      return vscode.l10n.t("Worker");
    case "environment":
      return vscode.l10n.t("environment");
    case "class":
      return vscode.l10n.t("Durable Object class");
    case "handler":
      return vscode.l10n.t("handler");
    case "method":
      return vscode.l10n.t("method");
    case "step":
      return vscode.l10n.t("lifecycle");
    case "binding":
    case "remoteBinding":
    case "container":
    case "base":
      return "";
  }
}
