import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, replaceText, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

describe("completion", () => {
  it("offers a class that is not exported, and exports it when it is chosen", async () => {
    const { document } = await openFile("wrangler.jsonc");
    const found = await offered(document, `"class_name": "`, "Room");
    assert.ok(found.command);
    await vscode.commands.executeCommand(found.command.command, ...(found.command.arguments ?? []));
    const entry = await vscode.workspace.openTextDocument(workspaceFile("src/index.js"));
    assert.match(entry.getText(), /export \{ Room \} from "\.\/room/);
  });

  it("offers snippets where they fit", async () => {
    const editor = await openFile("wrangler.jsonc");
    await replaceText(editor, `] }\n`, `] }\n  do-mig\n`);
    const found = await offered(editor.document, "do-mig", "do-migration");
    assert.equal(found.kind, vscode.CompletionItemKind.Snippet);
    assert.ok(found.insertText instanceof vscode.SnippetString);
    assert.equal(found.additionalTextEdits?.[0]?.newText, ",");
  });

  it("offers bindings behind env. in plain JavaScript", async () => {
    const editor = await openFile("src/index.js");
    await replaceText(editor, "typeof env", "typeof env.");
    await offered(editor.document, "typeof env.", "ROOM");
  });
});

/** Waits for an item that is offered behind a text. */
async function offered(document: vscode.TextDocument, behind: string, label: string): Promise<vscode.CompletionItem> {
  const position = document.positionAt(document.getText().indexOf(behind) + behind.length);
  return waitFor(`${label} behind ${behind}`, async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      position,
      undefined,
      50,
    );
    return list.items.find((item) => (typeof item.label === "string" ? item.label : item.label.label) === label);
  });
}
