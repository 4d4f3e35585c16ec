import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { openFile, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

describe("a JSON configuration without $schema", () => {
  it("has the keys and descriptions of the installed wrangler's schema", async () => {
    installSchema();
    const { document } = await openFile("wrangler.jsonc");
    const at = document.positionAt(document.getText().indexOf(`"compatibility_date"`) + 3);
    const text = await waitFor("the description of the key", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        document.uri,
        at,
      );
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((each) => (typeof each === "string" ? each : each.value)),
      );
      return texts.find((each) => /compatibility date/i.test(each) || /workers runtime/i.test(each));
    });
    assert.match(text, /runtime/i);
  });
});

/** The workspace's own wrangler, as far as the schema needs it: that of this project. */
function installSchema(): void {
  const extension = vscode.extensions.getExtension("durable-objects.durable-objects");
  const schema = "node_modules/wrangler/config-schema.json";
  cpSync(path.join(extension?.extensionPath ?? "", schema), path.join(workspaceFile("").fsPath, schema));
}
