import assert from "node:assert/strict";
import * as vscode from "vscode";
import { parseDocument } from "../../../src/core/config/document.ts";
import { isSame } from "../../../src/core/config/edit/values.ts";
import { type ConfigValue, toValue } from "../../../src/core/config/tree.ts";
import { configSnippets, withSnippet } from "../../snippets/configSnippets.ts";
import { workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

/** A file with the place where a snippet is typed, marked with `|`; the same settings in both syntaxes. */
const files = {
  toml: { top: `name = "app"\n|`, entry: `name = "app"\n[exports.A]\ntype = "durable-object"\n|` },
  jsonc: {
    top: `{\n  "name": "app"\n  |\n}\n`,
    entry: `{\n  "name": "app",\n  "exports": { "A": {\n    "type": "durable-object"\n    |\n  } }\n}\n`,
  },
} as const;

describe("VS Code accepts each snippet of wrangler's files where it fits", function () {
  this.timeout(60_000);

  for (const [ending, { top, entry }] of Object.entries(files)) {
    for (const { id, prefix, into } of configSnippets) {
      it(`${prefix} in wrangler.${ending}`, async () => {
        const text = into.includes("*") ? entry : top;
        // A file of its own: VS Code keeps what it knew of one that is made again.
        const after = await accepted(`wrangler.${id}.${ending}`, text, prefix);
        const format = ending === "toml" ? "toml" : "jsonc";
        const document = parseDocument(after, format);
        assert.deepEqual(document.syntaxErrors, [], after);
        const before = toValue(parseDocument(text.replace("|", ""), format).root);
        assert.ok(isSame(toValue(document.root), expected(before, id)), after);
      });
    }
  }
});

/** What the data of a snippet says, with its defaults; the first tag of a file is `v1`. */
function expected(before: ConfigValue, id: string): ConfigValue {
  const typed = id.startsWith("migration") ? { 1: "v1" } : {};
  return withSnippet(before, id, { key: "A", typed });
}

/** Types a prefix and takes the suggestion of that name, as a person does, and leaves every default as it is. */
async function accepted(file: string, text: string, prefix: string): Promise<string> {
  const uri = workspaceFile(file);
  const typed = text.replace("|", prefix);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(typed));
  const editor = await vscode.window.showTextDocument(uri);
  const offset = text.indexOf("|") + prefix.length;
  const position = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  try {
    await waitFor("the snippet to be offered", async () => isOffered(uri, position, prefix));
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    await waitFor("the snippet to be taken", async () => {
      if (editor.document.getText() !== typed) return true;
      await vscode.commands.executeCommand("acceptSelectedSuggestion");
      return undefined;
    });
    await vscode.commands.executeCommand("leaveSnippet");
    return editor.document.getText();
  } finally {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.workspace.fs.delete(uri);
  }
}

async function isOffered(uri: vscode.Uri, position: vscode.Position, prefix: string): Promise<true | undefined> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    uri,
    position,
  );
  const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
  return labels.includes(prefix) ? true : undefined;
}
