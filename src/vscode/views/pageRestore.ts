import * as vscode from "vscode";
import type { Main } from "../main.ts";
import type { ServerHandle } from "../serverHandle.ts";
import { viewTypeOf } from "./page.ts";
import type { PageName } from "./pageText.ts";

/** Takes a page over that was open before the window was loaded again; closes it if what it was about is gone. */
type Restore = (panel: vscode.WebviewPanel, state: unknown) => Promise<void>;

/** Lets open pages come back when the window is loaded again. */
export function registerPageRestore(server: ServerHandle): vscode.Disposable {
  const register = (name: PageName, restoreOf: (main: Main) => Restore) =>
    vscode.window.registerWebviewPanelSerializer(viewTypeOf(name), {
      deserializeWebviewPanel: async (panel, state) => restoreOf(await server.main())(panel, state),
    });
  return vscode.Disposable.from(
    register(
      "matrix",
      ({ matrix }) =>
        async (...page) =>
          matrix.restore(...page),
    ),
    register("localData", ({ wrangler }) => wrangler.restoreLocalData),
  );
}
