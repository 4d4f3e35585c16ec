import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** The folder of the page's script and style. */
export function matrixFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, "media", "matrix");
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

/** What the page says: that it is there, or which cell was chosen. Anything else is nothing. */
export type FromPage =
  | { readonly kind: "ready" }
  | { readonly kind: "choose"; readonly row: number; readonly column: number };

/** Reads a message of the page; undefined for one that it does not send. */
export function readMessage(message: unknown): FromPage | undefined {
  if (typeof message !== "object" || message === null || !("kind" in message)) return undefined;
  if (message.kind === "ready") return { kind: "ready" };
  if (message.kind !== "choose" || !("row" in message) || !("column" in message)) return undefined;
  const { row, column } = message;
  return typeof row === "number" && typeof column === "number" ? { kind: "choose", row, column } : undefined;
}
