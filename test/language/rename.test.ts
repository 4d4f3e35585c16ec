import assert from "node:assert/strict";
import type { Range, WorkspaceEdit } from "vscode-languageserver";
import { Editor } from "./editor.ts";

const config = `name = "chat"
main = "src/index.ts"

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[exports.Room]
type = "durable-object"
storage = "sqlite"
`;
const entry = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export default {};
`;
const files = { "wrangler.toml": config, "src/index.ts": entry };

describe("rename in an editor without a rename of its own", () => {
  let editor: Editor;

  before(async () => (editor = await Editor.open({ files })));
  after(() => editor.close());

  it("is offered on the name of a class in a configuration, and nowhere else", async () => {
    const found = await ask<{ range: Range; placeholder: string }>("textDocument/prepareRename", 5, 15);
    assert.deepEqual(found, {
      range: { start: { line: 5, character: 14 }, end: { line: 5, character: 18 } },
      placeholder: "Room",
    });
    assert.equal(await ask("textDocument/prepareRename", 4, 9), null);
    assert.equal(await ask("textDocument/prepareRename", 1, 14, "src/index.ts"), null);
  });

  it("asks whether the class is deployed, and edits configuration and code", async () => {
    const stop = editor.connection.onRequest(
      "window/showMessageRequest",
      ({ actions }: { actions: unknown[] }) => actions[1],
    );
    const edit = await ask<WorkspaceEdit>("textDocument/rename", 5, 15, "wrangler.toml", "Chat");
    stop.dispose();
    const changes = (edit.documentChanges ?? []).flatMap((each) => ("edits" in each ? [each] : []));
    assert.deepEqual(Object.fromEntries(changes.map((each) => [each.textDocument.uri, each.edits.length])), {
      [editor.uri("src/index.ts")]: 1,
      [editor.uri("wrangler.toml")]: 2,
    });
  });

  it("refuses with a sentence", async () => {
    await assert.rejects(ask("textDocument/rename", 5, 15, "wrangler.toml", "chat-room"), /no name for a class/);
    const stop = editor.connection.onRequest("window/showMessageRequest", () => null);
    await assert.rejects(ask("textDocument/rename", 5, 15, "wrangler.toml", "Chat"), /Nothing was renamed/);
    stop.dispose();
  });

  async function ask<T>(
    method: string,
    line: number,
    character: number,
    name = "wrangler.toml",
    newName?: string,
  ): Promise<T> {
    const position = { textDocument: { uri: editor.uri(name) }, position: { line, character } };
    return editor.connection.sendRequest<T>(method, { ...position, ...(newName !== undefined && { newName }) });
  }
});
