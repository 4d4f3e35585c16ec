import * as vscode from "vscode";
import { commandId } from "../../../contributions.ts";
import type { Command } from "../../commands.ts";
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
      const found = await services.accounts.login(folder);
      void tellLogin(found);
      return found;
    },
  };
}

/** Tells a person who wrangler is logged in as, or that it is not. */
export async function tellLogin(found: Login): Promise<void> {
  if (found.kind === "loggedIn") {
    const accounts = found.accounts.map((each) => each.name).join(", ");
    await vscode.window.showInformationMessage(vscode.l10n.t("Logged in as {0}. Accounts: {1}.", found.who, accounts));
    return;
  }
  const login = vscode.l10n.t("Log In");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("wrangler is not logged in to Cloudflare."),
    login,
  );
  if (chosen === login) await vscode.commands.executeCommand(commandId("login"));
}
