import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { pageText } from "./pageText.ts";

/** The kind of its panels, which a window that is loaded again gives back. */
export const matrixViewType = "durableObjects.matrix";

/** The folder of the page's script and style. */
export function matrixFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, "media", "matrix");
}

/** What the page may do and load. */
export function matrixOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [matrixFolder(extension)] };
}

/** The page without its content, with a nonce of its own. */
export function matrixPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(matrixFolder(extension), name)).toString();
  return pageText({
    nonce: randomBytes(16).toString("base64"),
    source: webview.cspSource,
    language: vscode.env.language,
    style: address("matrix.css"),
    script: address("matrix.js"),
  });
}
