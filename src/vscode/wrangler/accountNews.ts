import * as vscode from "vscode";
import { commandId } from "../../contributions.ts";
import { tell, warn } from "../tell.ts";
import type { Login } from "./accounts.ts";
import type { Job } from "./job.ts";
import type { Services } from "./services.ts";

/** The variables that tell wrangler which account is meant. */
export type AccountVariables = Readonly<Record<string, string>>;

/** The account of a job; undefined where there is none, after the person has been told what to do. */
export async function accountFor(
  { accounts }: Services,
  { target, summary }: Job,
  signal: AbortSignal = new AbortController().signal,
): Promise<AccountVariables | undefined> {
  const account = await accounts.choose(target, summary, signal);
  if (account.kind === "loggedOut") void offerLogin();
  if (account.kind === "loggedOut" || account.kind === "cancelled") return undefined;
  return account.kind === "account" ? { CLOUDFLARE_ACCOUNT_ID: account.id } : {};
}

/** Tells a person who wrangler is logged in as, that it is not, or why that is not known. */
export async function tellLogin(found: Login): Promise<void> {
  switch (found.kind) {
    case "loggedIn": {
      const accounts = found.accounts.map((each) => each.name).join(", ");
      const message = vscode.l10n.t("Logged in as {0}. Accounts: {1}.", found.who, accounts);
      tell(message);
      return;
    }
    case "loggedOut":
      return offerLogin();
    case "unknown":
      warn(vscode.l10n.t("Who is logged in is not known, as wrangler did not say: {0}", found.why));
  }
}

/** Tells that nobody is logged in, with the way to change it. */
export async function offerLogin(): Promise<void> {
  const login = vscode.l10n.t("Log In");
  const message = vscode.l10n.t("wrangler is not logged in to Cloudflare.");
  if ((await vscode.window.showWarningMessage(message, login)) === login) {
    await vscode.commands.executeCommand(commandId("login"));
  }
}
