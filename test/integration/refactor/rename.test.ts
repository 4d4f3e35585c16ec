import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, problemsOf, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

const files = [
  "wrangler.jsonc",
  "src/index.ts",
  "src/env.ts",
  "src/rooms/index.ts",
  "src/rooms/room.ts",
  "test/room.test.ts",
] as const;

describe("Rename on a class in a configuration", function () {
  this.timeout(60_000);

  before(async () => {
    const extension = vscode.extensions.getExtension("durable-objects.durable-objects");
    await extension?.activate();
  });

  for (const [file, at] of [
    ["wrangler.jsonc", '"class_name": "R'],
    ["src/rooms/room.ts", "export class R"],
    ["src/index.ts", "export { R"],
  ] as const)
    it(`in ${file} changes configuration and code at once, and Undo takes it back`, async () => changesAll(file, at));

  it("leaves every other name in code to TypeScript", async () => {
    const { document } = await openFile("src/rooms/room.ts");
    const position = document.positionAt(document.getText().indexOf("empty") + 1);
    const edit = await waitFor("TypeScript", async () => renamed(document.uri, position, "none"));
    assert.deepEqual(
      edit.entries().map(([uri]) => uri.path),
      [document.uri.path],
    );
  });

  it("changes nothing for a name that is none", async () => {
    assert.deepEqual((await rename("chat-room")).entries(), []);
  });

  async function changesAll(file: (typeof files)[number], at: string): Promise<void> {
    const before = await texts();
    const edit = await rename("Chat", file, at);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const after = await texts();
    assert.match(after["wrangler.jsonc"], /"class_name": "Chat"/);
    assert.match(after["wrangler.jsonc"], /"Room": \{[^}]*"state": "renamed",[^}]*"renamed_to": "Chat"/);
    assert.match(after["src/index.ts"], /export \{ Chat \} from "\.\/rooms";/);
    assert.equal(after["src/rooms/index.ts"], 'export { Chat } from "./room";\n');
    assert.match(after["src/rooms/room.ts"], /Room holds.*\nexport class Chat extends[^]*empty: Chat\[\]/);
    assert.match(after["src/env.ts"], /import type \{ (Chat|Chat as Room) \}/);
    assert.match(after["test/room.test.ts"], /import \{ (Chat|Chat as Room) \} from "\.\.\/src"/);
    assert.deepEqual(
      problemsOf(workspaceFile("wrangler.jsonc")).map((each) => each.message),
      [],
    );
    await openFile("wrangler.jsonc");
    await vscode.commands.executeCommand("undo");
    assert.deepEqual(await texts(), before);
  }
});

/** Renames the class behind a text and says that it was deployed, if asked. */
async function rename(
  newName: string,
  file: string = "wrangler.jsonc",
  at = '"class_name": "R',
): Promise<vscode.WorkspaceEdit> {
  const { document } = await openFile(file);
  const position = document.positionAt(document.getText().indexOf(at) + at.length);
  const placeholder = await waitFor("the class to be known", async () => placeholderAt(document.uri, position));
  assert.equal(placeholder, "Room");
  const answer = vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    "vscode.executeDocumentRenameProvider",
    document.uri,
    position,
    newName,
  );
  const accepting = setInterval(() => {
    void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  }, 300);
  try {
    return await answer;
  } finally {
    clearInterval(accepting);
  }
}

async function renamed(
  uri: vscode.Uri,
  position: vscode.Position,
  newName: string,
): Promise<vscode.WorkspaceEdit | undefined> {
  try {
    return await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      uri,
      position,
      newName,
    );
  } catch {
    // It is not ready yet.
    return undefined;
  }
}

async function placeholderAt(uri: vscode.Uri, position: vscode.Position): Promise<string | undefined> {
  try {
    const found = await vscode.commands.executeCommand<{ placeholder: string }>("vscode.prepareRename", uri, position);
    return found.placeholder;
  } catch {
    return undefined;
  }
}

async function texts(): Promise<Record<(typeof files)[number], string>> {
  const documents = await Promise.all(
    files.map(async (file) => vscode.workspace.openTextDocument(workspaceFile(file))),
  );
  const entries = documents.map((each, index) => [files[index] ?? "", each.getText()] as const);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry per file
  return Object.fromEntries(entries) as Record<(typeof files)[number], string>;
}
