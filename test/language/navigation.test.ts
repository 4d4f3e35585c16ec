import assert from "node:assert/strict";
import type { CodeLens, Hover, Location, LocationLink, SymbolInformation } from "vscode-languageserver";
import { Editor } from "./editor.ts";

const config = `name = "chat"
main = "src/index.ts"

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Room"]
`;

const entry = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  hello() {}
}
export default { fetch: (request, env) => env.ROOM.getByName(request.url).hello() };
`;

const files = { "wrangler.toml": config, "src/index.ts": entry };

describe("navigation between configuration and code", () => {
  let editor: Editor;

  before(async () => (editor = await Editor.open({ files })));
  after(() => editor.close());

  it("class_name leads to the class", async () => {
    const links = await ask<LocationLink[]>("textDocument/definition", "wrangler.toml", { line: 5, character: 15 });
    assert.deepEqual(
      links.map(({ targetUri, targetRange }) => [targetUri, targetRange.start]),
      [[editor.uri("src/index.ts"), { line: 1, character: 13 }]],
    );
  });

  it("env.ROOM leads to the binding, and its implementation is the class", async () => {
    const at = { line: 4, character: 48 };
    const definition = await ask<LocationLink[]>("textDocument/definition", "src/index.ts", at);
    assert.deepEqual(
      definition.map((each) => each.targetRange.start),
      [{ line: 4, character: 8 }],
    );
    const implementation = await ask<LocationLink[]>("textDocument/implementation", "src/index.ts", at);
    assert.deepEqual(
      implementation.map((each) => each.targetRange.start),
      [{ line: 1, character: 13 }],
    );
  });

  it("a class has no definition of ours, and references in the configuration", async () => {
    const at = { line: 1, character: 14 };
    assert.deepEqual(await ask<unknown>("textDocument/definition", "src/index.ts", at), []);
    const references = await ask<Location[]>("textDocument/references", "src/index.ts", at, {
      context: { includeDeclaration: false },
    });
    assert.deepEqual(
      references.map(({ range }) => range.start.line),
      [5, 9],
    );
  });

  it("hovers say what is known of a class", async () => {
    const hover = await ask<Hover>("textDocument/hover", "wrangler.toml", { line: 5, character: 15 });
    assert.match(JSON.stringify(hover.contents), /\*\*Room\*\* — SQLite.*`env\.ROOM`.*`v1` created.*hello\(\)/);
  });

  it("a lens over the class says its storage, binding and origin", async () => {
    const lenses = await ask<CodeLens[]>("textDocument/codeLens", "src/index.ts");
    assert.deepEqual(
      lenses.map((lens) => lens.command?.title),
      ["SQLite · env.ROOM · v1 created · 2 references in configuration"],
    );
  });

  it("main is a link, and classes and bindings are found by name", async () => {
    const links = await ask<{ target: string }[]>("textDocument/documentLink", "wrangler.toml");
    assert.deepEqual(
      links.map(({ target }) => target),
      [editor.uri("src/index.ts")],
    );
    const symbols = await editor.connection.sendRequest<SymbolInformation[]>("workspace/symbol", { query: "rm" });
    assert.deepEqual(
      symbols.map(({ name, containerName }) => `${containerName}/${name}`),
      ["chat/ROOM", "chat/Room"],
    );
  });

  function ask<T>(method: string, name: string, position?: object, more?: object): Promise<T> {
    return editor.connection.sendRequest<T>(method, { textDocument: { uri: editor.uri(name) }, position, ...more });
  }
});

describe("features that are switched off", () => {
  it("are not answered", async () => {
    const off = { enabled: false };
    const editor = await Editor.open({ files, settings: { hover: off, symbols: off, outline: off } });
    const textDocument = { uri: editor.uri("wrangler.toml") };
    const params = { textDocument, position: { line: 5, character: 15 } };
    const ask = async (method: string, what: object) => editor.connection.sendRequest<unknown[] | null>(method, what);
    assert.equal(await ask("textDocument/hover", params), null);
    assert.deepEqual(await ask("workspace/symbol", { query: "" }), []);
    assert.deepEqual(await ask("textDocument/documentSymbol", { textDocument }), []);
    assert.deepEqual(await ask("textDocument/foldingRange", { textDocument }), []);
    assert.equal((await ask("textDocument/definition", params))?.length, 1);
    await editor.close();
  });
});
