import * as vscode from "vscode";
import type { ServerHandle } from "../serverHandle.ts";
import { viewTypeOf } from "./page.ts";

/** Lets open matrices come back when the window is loaded again. */
export function registerMatrixRestore(server: ServerHandle): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewTypeOf("matrix"), {
    async deserializeWebviewPanel(panel, state) {
      const { matrix } = await server.main();
      await matrix.restore(panel, state);
    },
  });
}
