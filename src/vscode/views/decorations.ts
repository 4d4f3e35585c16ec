import * as vscode from "vscode";
import { nodeScheme } from "./appearance.ts";

/** Puts the number of problems and their colour on the nodes of the tree, from the address a node has. */
export function registerDecorations(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      if (uri.scheme !== nodeScheme) return undefined;
      const [severity = "", count = "0"] = uri.query.split("&");
      return decorationOf(severity, Number(count));
    },
  });
}

function decorationOf(severity: string, count: number): vscode.FileDecoration | undefined {
  const color = { error: "list.errorForeground", warning: "list.warningForeground" }[severity];
  if (color === undefined) return undefined;
  const badge = count > 9 ? "9+" : String(count);
  const words = count === 1 ? vscode.l10n.t("1 problem") : vscode.l10n.t("{0} problems", count);
  return new vscode.FileDecoration(badge, words, new vscode.ThemeColor(color));
}
