import type * as vscode from "vscode";

/** What activation has to hand on to the half that is loaded after it. */
export interface HandleOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
}
