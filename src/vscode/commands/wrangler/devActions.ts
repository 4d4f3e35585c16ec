import * as vscode from "vscode";
import { commandId, type CommandName } from "../../../contributions.ts";
import { urlOf } from "../../../core/wrangler/session.ts";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { isRunning, type SessionInfo } from "../../wrangler/sessions.ts";
import { stateText } from "../../wrangler/statusBar.ts";

/** What can be done with the sessions there are: the click on the status bar. */
export function devActions(services: Services): Command {
  return {
    name: "devActions",
    async run() {
      const sessions = services.sessions.all;
      if (sessions.length === 0) return vscode.commands.executeCommand(commandId("startDev"));
      const chosen = await vscode.window.showQuickPick(sessions.flatMap(itemsOf), {
        placeHolder: vscode.l10n.t("What to do with the dev sessions?"),
      });
      return chosen?.name && vscode.commands.executeCommand(commandId(chosen.name), chosen.info.target);
    },
  };
}

interface Item extends vscode.QuickPickItem {
  readonly name?: CommandName;
  readonly info: SessionInfo;
}

function itemsOf(info: SessionInfo): readonly Item[] {
  const running = isRunning(info.state);
  const heading: Item = {
    label: `${info.name}: ${stateText(info.state)}`,
    kind: vscode.QuickPickItemKind.Separator,
    info,
  };
  return [
    heading,
    ...(urlOf(info.state) === undefined ? [] : [item(info, "openDev", vscode.l10n.t("$(globe) Open in browser"))]),
    item(info, "showDevOutput", vscode.l10n.t("$(terminal) Show output")),
    item(info, "showLocalData", vscode.l10n.t("$(database) Show local data")),
    ...(running ? [item(info, "debugDev", vscode.l10n.t("$(debug-alt) Debug"))] : []),
    item(info, "restartDev", vscode.l10n.t("$(debug-restart) Restart")),
    ...(running ? [item(info, "stopDev", vscode.l10n.t("$(debug-stop) Stop"))] : []),
  ];
}

function item(info: SessionInfo, name: CommandName, label: string): Item {
  return { label, description: info.name, name, info };
}
