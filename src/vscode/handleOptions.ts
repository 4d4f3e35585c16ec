import type * as vscode from "vscode";
import type { Schemas } from "./schema.ts";
import type { ServerProcess } from "./serverProcess.ts";
import type { WorkersView } from "./views/workersView.ts";

/** What activation has to hand on to the half that is loaded after it. */
export interface HandleOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly view: WorkersView;
  readonly schemas: Schemas;
  readonly process: ServerProcess;
}
