import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import { runInTerminal } from "../../wrangler/inTerminal.ts";
import type { Services } from "../../wrangler/services.ts";
import { anyFolder } from "./anyFolder.ts";
import { tellLogin } from "./whoami.ts";

/** Logs in in a terminal, and then asks wrangler whether it is: its code at the end does not say so. */
export function login(services: Services): Command {
  return {
    name: "login",
    async run() {
      const folder = await anyFolder(services);
      if (folder === undefined) return;
      const terminal = await runInTerminal(services.tools, "wrangler login", { command: { kind: "login" }, folder });
      if ((await endOf(terminal)) === 0) await tellLogin(await services.accounts.login(folder));
    },
  };
}

/** The code that a terminal's program ended with; undefined if the person closed it. */
async function endOf(terminal: vscode.Terminal): Promise<number | undefined> {
  return new Promise((resolve) => {
    const subscription = vscode.window.onDidCloseTerminal((closed) => {
      if (closed !== terminal) return;
      subscription.dispose();
      resolve(closed.exitStatus?.code);
    });
  });
}
