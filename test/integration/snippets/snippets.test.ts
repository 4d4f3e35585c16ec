import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { expandSnippet, tabStops } from "../../snippets/expand.ts";
import { workspaceFile } from "../support/editor.ts";

const languages = { typescript: "ts", javascript: "js" } as const;

describe("VS Code expands a snippet as our tests do", function () {
  this.timeout(60_000);

  const extension = vscode.extensions.getExtension("durable-objects.durable-objects");
  const root = extension?.extensionPath ?? "";
  for (const [language, ending] of Object.entries(languages)) {
    const file = path.join(root, "snippets", `${language}.json`);
    const snippets: Readonly<Record<string, { readonly body: readonly string[] }>> = JSON.parse(
      readFileSync(file, "utf8"),
    );
    for (const [name, { body }] of Object.entries(snippets)) {
      it(`${name} (${language})`, async () => {
        const fileName = `chat-room.${ending}`;
        const text = await inserted(fileName, { name, langId: language, stops: tabStops(body.join("\n")).length });
        assert.equal(text, expandSnippet(body.join("\n"), { fileName }));
      });
    }
  }
});

interface Insertion {
  readonly name: string;
  readonly langId: string;
  readonly stops: number;
}

/** The text of a new file after a snippet was inserted by its name and every tab stop was visited. */
async function inserted(fileName: string, { name, langId, stops }: Insertion): Promise<string> {
  const uri = workspaceFile(fileName);
  await vscode.workspace.fs.writeFile(uri, new Uint8Array());
  const editor = await vscode.window.showTextDocument(uri);
  editor.options = { insertSpaces: false, tabSize: 4 };
  await vscode.commands.executeCommand("editor.action.insertSnippet", { name, langId });
  for (let stop = 0; stop < stops; stop++) await vscode.commands.executeCommand("jumpToNextSnippetPlaceholder");
  await vscode.commands.executeCommand("leaveSnippet");
  const text = editor.document.getText();
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  return text;
}
