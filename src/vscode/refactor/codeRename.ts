import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { request } from "../requests.ts";
import { isAskingEditor } from "./editorRename.ts";
import { renameFromEditor } from "./renameObject.ts";

const languages = ["typescript", "typescriptreact", "javascript", "javascriptreact"];

/**
 * F2 on the name of a Durable Object class in code changes the configuration too. VS Code asks extensions before its own
 * TypeScript, which goes on with every other name.
 */
export function registerCodeRename(client: LanguageClient): vscode.Disposable {
  const selector = languages.map((language) => ({ scheme: "file", language }));
  return vscode.languages.registerRenameProvider(selector, {
    async prepareRename(document, position) {
      const range = document.getWordRangeAtPosition(position);
      return range !== undefined && (await isClass(client, document, position)) ? range : undefined;
    },
    async provideRenameEdits(document, position, newName) {
      if (!(await isClass(client, document, position))) return undefined;
      return renameFromEditor(client, { document, position, newName });
    },
  });
}

/** While the editor's own rename is asked for, every name is its own. */
async function isClass(
  client: LanguageClient,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<boolean> {
  if (isAskingEditor() || !client.isRunning()) return false;
  const params = client.code2ProtocolConverter.asTextDocumentPositionParams(document, position);
  return (await request(client, "durableObjects/classAt", params)) !== null;
}
