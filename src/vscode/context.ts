import * as vscode from "vscode";
import { contextKey, type ContextKeyName } from "../contributions.ts";

/** Sets a context key, for the `when` clauses of package.json. */
export async function setContext(name: ContextKeyName, value: boolean | readonly string[]): Promise<void> {
  await vscode.commands.executeCommand("setContext", contextKey(name), value);
}
