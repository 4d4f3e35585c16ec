import * as vscode from "vscode";
import { commandId } from "../../contributions.ts";
import { urlOf, type SessionState } from "../../core/wrangler/session.ts";
import { setContext } from "../context.ts";
import { isRunning, type SessionInfo, type Sessions } from "./sessions.ts";

/** Shows how the dev sessions stand; a click opens what can be done with them. */
export function sessionStatus(sessions: Sessions): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("durableObjects.dev", vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t("Durable Objects: Dev Sessions");
  item.command = commandId("devActions");
  const show = (): void => {
    const shown = sessions.all.filter(({ state }) => state.kind !== "stopped");
    // As `resourcePath` has them.
    const running = sessions.running.map(({ target }) => vscode.Uri.file(target.configPath).fsPath);
    void setContext("runningConfigs", [...new Set(running)]);
    if (shown.length === 0) return item.hide();
    item.text = shown.length === 1 ? shown.map(textOf).join("") : several(shown);
    item.tooltip = shown.map((info) => `${info.name}: ${stateText(info.state)}`).join("\n");
    item.show();
  };
  return vscode.Disposable.from(item, sessions.onDidChange(show));
}

/** How a session stands, for people. */
export function stateText(state: SessionState): string {
  switch (state.kind) {
    case "starting":
      return vscode.l10n.t("starting");
    case "ready":
      return vscode.l10n.t("ready at {0}", state.url);
    case "reloading":
      return vscode.l10n.t("reloading");
    case "failing":
      return vscode.l10n.t("has errors");
    case "ended":
      return vscode.l10n.t("has ended");
    case "stopped":
      return vscode.l10n.t("stopped");
  }
}

function textOf({ name, state }: SessionInfo): string {
  const url = urlOf(state);
  const place = state.kind === "ready" && url !== undefined ? `:${new URL(url).port}` : "";
  return `${icons[state.kind]} ${name}${place}`;
}

function several(shown: readonly SessionInfo[]): string {
  const worst = order.find((kind) => shown.some((info) => info.state.kind === kind)) ?? "ready";
  const running = shown.filter(({ state }) => isRunning(state)).length;
  return `${icons[worst]} ${vscode.l10n.t("{0} Workers", running)}`;
}

const order: readonly SessionState["kind"][] = ["ended", "failing", "starting", "reloading", "ready"];

const icons: Readonly<Record<SessionState["kind"], string>> = {
  starting: "$(loading~spin)",
  ready: "$(vm-running)",
  reloading: "$(sync~spin)",
  failing: "$(error)",
  ended: "$(vm-outline)",
  stopped: "$(vm-outline)",
};
