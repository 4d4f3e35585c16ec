import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import { tellLogin } from "../../wrangler/accountNews.ts";
import type { Login } from "../../wrangler/accounts.ts";
import type { Services } from "../../wrangler/services.ts";
import { anyFolder } from "./anyFolder.ts";

/** Tells who wrangler is logged in as. Its answer is also what the command returns. */
export function whoami(services: Services): Command {
  return {
    name: "whoami",
    async run(): Promise<Login | undefined> {
      const folder = await anyFolder(services);
      if (folder === undefined) return undefined;
      const title = vscode.l10n.t("Asking wrangler who is logged in…");
      const options = { location: vscode.ProgressLocation.Notification, title };
      const found = await vscode.window.withProgress(options, async () => services.accounts.login(folder));
      void tellLogin(found);
      return found;
    },
  };
}
