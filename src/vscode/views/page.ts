import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageText, type PageName } from "./pageText.ts";

/** The kind of the panels of a page, by which a window that is loaded again gives them back. */
export function viewTypeOf(name: PageName): string {
  return `durableObjects.${name}`;
}

/** Makes a panel one of our pages, without its content: with its icon, and all that it may do and load. */
export function fillPage(panel: vscode.WebviewPanel, extension: vscode.Uri, name: PageName): void {
  const { webview } = panel;
  const folder = vscode.Uri.joinPath(extension, "media", name);
  const file = (ending: string) => vscode.Uri.joinPath(folder, ending);
  const address = (ending: string) => webview.asWebviewUri(file(`${name}.${ending}`)).toString();
  panel.iconPath = { light: file("light.svg"), dark: file("dark.svg") };
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = pageText({
    name,
    nonce: randomBytes(16).toString("base64"),
    source: webview.cspSource,
    language: vscode.env.language,
    style: address("css"),
    script: address("js"),
  });
}
