import * as vscode from "vscode";
import { urlOf } from "../../../core/wrangler/session.ts";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { chooseSession } from "./sessionChoice.ts";

export function openDev(services: Services): Command {
  return {
    name: "openDev",
    async run(given) {
      const info = await chooseSession(services, given, ({ state }) => urlOf(state) !== undefined);
      const url = info && urlOf(info.state);
      if (url !== undefined) await vscode.env.openExternal(vscode.Uri.parse(url));
    },
  };
}
