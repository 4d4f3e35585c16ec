import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { chooseSession } from "./sessionChoice.ts";

export function showDevOutput(services: Services): Command {
  return {
    name: "showDevOutput",
    async run(given) {
      const info = await chooseSession(services, given, () => true);
      if (info === undefined) return;
      vscode.window.terminals.find((terminal) => terminal.name.endsWith(`dev ${info.name}`))?.show();
    },
  };
}
