import * as vscode from "vscode";
import type { Command } from "./commands.ts";

/** The one channel that the extension and its server log to. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("Durable Objects", { log: true });
}

export function showLog(log: vscode.LogOutputChannel): Command {
  return { name: "showLog", run: () => log.show(true) };
}
