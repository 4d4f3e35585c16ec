import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

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

/** The page without its content: it may load nothing but its own script and style, and talk to nobody. */
export function matrixPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(matrixFolder(extension), name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${address("matrix.css")}">
<title>Durable Objects</title>
</head>
<body>
<h1 id="title"></h1>
<p id="explanation"></p>
<div id="grid" class="grid" role="grid"></div>
<script nonce="${nonce}" src="${address("matrix.js")}"></script>
</body>
</html>`;
}
