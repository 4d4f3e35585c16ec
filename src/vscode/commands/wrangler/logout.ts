import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import { warn } from "../../tell.ts";
import type { Services } from "../../wrangler/services.ts";
import { runCaptured } from "../../wrangler/terminal.ts";
import { anyFolder } from "./anyFolder.ts";

/** Logs out, and then asks wrangler whether it is: with a token in the environment it never is. */
export function logout(services: Services): Command {
  return {
    name: "logout",
    async run() {
      const folder = await anyFolder(services);
      if (folder === undefined) return;
      const title = vscode.l10n.t("Logging out of Cloudflare…");
      const options = { location: vscode.ProgressLocation.Notification, title };
      const left = await vscode.window.withProgress(options, async () => {
        await runCaptured(await services.tools.specOf({ kind: "logout" }, folder));
        return services.accounts.login(folder);
      });
      if (left.kind !== "loggedIn") {
        void vscode.window.showInformationMessage(vscode.l10n.t("wrangler is logged out of Cloudflare."));
        return;
      }
      const message = vscode.l10n.t(
        "wrangler is still logged in as {0}, by a token in its environment such as CLOUDFLARE_API_TOKEN.",
        left.who,
      );
      warn(message);
    },
  };
}
