import assert from "node:assert/strict";
import type { ApplyWorkspaceEditParams, CompletionItem } from "vscode-languageserver";
import { Editor } from "./editor.ts";

const files = {
  "wrangler.jsonc": `{\n  "name": "chat",\n  "main": "src/index.ts",\n  "durable_objects": { "bindings": [{ "class_name": "" }] }\n  do-mi\n}\n`,
  "src/index.ts": `export default {};\n`,
  "hall/wrangler.toml": `name = "hall"\nmain = "../src/hall.ts"\n[[durable_objects.bindings]]\nname = "HALL"\nclass_name = \n`,
  "src/hall.ts": `import { DurableObject } from "cloudflare:workers";\nexport class Hall extends DurableObject {}\nexport default {};\n`,
  "src/room.ts": `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\n`,
};

describe("completion over the protocol", () => {
  let editor: Editor;

  before(async () => {
    const textDocument = { completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } } };
    const workspace = { workspaceEdit: { documentChanges: true }, applyEdit: true };
    editor = await Editor.open({ files, capabilities: { workspace, textDocument } });
    await editor.openDocument("wrangler.jsonc");
  });
  after(() => editor.close());

  it("snippets have tab stops, and bring the comma that is missing behind the property before", async () => {
    const items = await completions({ line: 4, character: 7 });
    const migration = items.find(({ label }) => label === "do-migration");
    assert.ok(migration?.textEdit);
    assert.match(migration.textEdit.newText, /^"migrations": \[\n {4}\{\n {6}"tag": "\$\{1:v1\}",\n/);
    assert.equal(migration.additionalTextEdits?.[0]?.newText, ",");
    assert.equal(migration.additionalTextEdits[0].range.start.line, 3);
  });

  it("a class that is not exported is exported when it is chosen, by the server's own command", async () => {
    const items = await completions({ line: 3, character: 53 });
    const room = items.find(({ label }) => label === "Room");
    assert.ok(room?.command);
    assert.deepEqual(room.labelDetails, { description: room.detail });
    const applied = new Promise<ApplyWorkspaceEditParams>((resolve) => {
      editor.connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
        resolve(params);
        return { applied: true };
      });
    });
    await editor.connection.sendRequest("workspace/executeCommand", room.command);
    assert.match(editor.after("src/index.ts", (await applied).edit), /export \{ Room \} from "\.\/room";/);
  });

  it("a class is completed and closed behind a quote that has just been typed, key by key", async () => {
    const before = `name = "hall"\nmain = "../src/hall.ts"\n[[durable_objects.bindings]]\nname = "HALL"\nclass_name = `;
    await editor.openDocument("hall/wrangler.toml");
    let typed = "";
    for (const key of ['"', "H", "a"]) {
      await editor.type("hall/wrangler.toml", before + typed, before + typed + key);
      typed += key;
      const position = { line: 4, character: 13 + typed.length };
      const [hall] = await completions(position, "hall/wrangler.toml");
      assert.equal(hall?.label, "Hall", typed);
      const range = { start: { line: 4, character: 14 }, end: position };
      assert.deepEqual(hall.textEdit, { range, newText: 'Hall"' });
    }
  });

  function completions(position: object, file = "wrangler.jsonc"): Promise<CompletionItem[]> {
    const params = { textDocument: { uri: editor.uri(file) }, position };
    return editor.connection.sendRequest<CompletionItem[]>("textDocument/completion", params);
  }
});
