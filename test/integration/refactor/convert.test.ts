import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

describe("Convert Configuration between TOML and JSONC", function () {
  this.timeout(60_000);

  it("replaces the file by one in the other syntax", async () => {
    await openFile("wrangler.jsonc");
    await waitFor("the extension to know the Worker", async () => {
      await vscode.commands.executeCommand("durableObjects.convertFormat");
      return exists("wrangler.toml");
    });
    assert.equal(await exists("wrangler.jsonc"), undefined);
    const text = (await vscode.workspace.openTextDocument(workspaceFile("wrangler.toml"))).getText();
    assert.match(text, /# Where people talk\.\n\[\[durable_objects\.bindings\]\]\nname = "ROOM"/);
  });
});

async function exists(path: string): Promise<true | undefined> {
  try {
    await vscode.workspace.fs.stat(workspaceFile(path));
    return true;
  } catch {
    return undefined;
  }
}
