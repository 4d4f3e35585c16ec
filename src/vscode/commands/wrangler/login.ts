import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import { warn } from "../../tell.ts";
import { tellLogin } from "../../wrangler/accountNews.ts";
import { runAsking } from "../../wrangler/asking.ts";
import type { Services } from "../../wrangler/services.ts";
import { anyFolder } from "./anyFolder.ts";

/** Logs in in a terminal, and then asks wrangler whether it is: its code at the end does not say so. */
export function login(services: Services): Command {
  return {
    name: "login",
    async run() {
      const folder = await anyFolder(services);
      if (folder === undefined) return;
      if (process.env["CLOUDFLARE_API_TOKEN"] !== undefined) {
        warn(
          vscode.l10n.t(
            "wrangler uses the token in the environment variable CLOUDFLARE_API_TOKEN and logs in by nothing else; take the variable away, and restart VS Code.",
          ),
        );
        return;
      }
      const { code } = await runAsking(services.tools, "wrangler login", { command: { kind: "login" }, folder });
      if (code !== undefined) await tellLogin(await services.accounts.login(folder));
    },
  };
}
