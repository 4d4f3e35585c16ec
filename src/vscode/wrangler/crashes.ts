import * as vscode from "vscode";
import { commandId } from "../../contributions.ts";
import { keyOf, type Sessions } from "./sessions.ts";

/** Tells of a session that has ended without being asked to, once, and offers to start it again. */
export function tellCrashes(sessions: Sessions): vscode.Disposable {
  const told = new Set<string>();
  return sessions.onDidChange(async ({ target, name, state }) => {
    if (state.kind !== "ended") {
      told.delete(keyOf(target));
      return;
    }
    if (state.code === 0 || told.has(keyOf(target))) return;
    told.add(keyOf(target));
    const restart = vscode.l10n.t("Restart");
    const output = vscode.l10n.t("Show Output");
    const message = vscode.l10n.t("wrangler dev of {0} has ended ({1}).", name, state.signal ?? state.code ?? "?");
    const chosen = await vscode.window.showWarningMessage(message, restart, output);
    if (chosen === restart) await vscode.commands.executeCommand(commandId("restartDev"), target);
    if (chosen === output) await vscode.commands.executeCommand(commandId("showDevOutput"), target);
  });
}
