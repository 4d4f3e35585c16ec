import assert from "node:assert/strict";
import type { CompletionItem, Hover, LocationLink } from "vscode-languageserver";
import { LazySqlite, loadSqlite } from "../../src/node/sqlite/load.ts";
import { Editor } from "./editor.ts";

const files = {
  "wrangler.json": `{
  "name": "counter",
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [{ "name": "COUNTER", "class_name": "Counter" }] },
  "exports": { "Counter": { "type": "durable-object", "storage": "sqlite" } }
}
`,
  "src/index.ts": `import { DurableObject } from "cloudflare:workers";
export class Counter extends DurableObject {
  count() {
    return this.ctx.storage.sql.exec("SELEC 1").one();
  }
}
export default { fetch: (request, env) => Response.json(env.COUNTER.getByName(request.url).count()) };
`,
};

describe("SQL in an editor", () => {
  let loads = 0;
  let editor: Editor;
  const open = async (source: string): Promise<void> => {
    loads = 0;
    const load = async () => {
      loads++;
      return loadSqlite("node_modules/sql.js/dist/sql-wasm.wasm");
    };
    const openSql = (loaded: () => void) => {
      const sqlite = new LazySqlite(load, loaded);
      return () => sqlite.get();
    };
    editor = await Editor.open({ files: { ...files, "src/index.ts": source }, ports: { openSql } });
  };
  afterEach(() => editor.close());

  it("is judged as soon as SQLite is loaded, and again while it is typed", async () => {
    await open(files["src/index.ts"]);
    while (editor.problems("src/index.ts").length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(editor.problems("src/index.ts"), ["sql-syntax: SELEC"]);
    await editor.openDocument("src/index.ts");
    await editor.type("src/index.ts", "SELEC 1", "SELECT 1");
    assert.deepEqual(editor.problems("src/index.ts"), []);
    assert.equal(loads, 1);
  });

  it("loads nothing where there is none", async () => {
    await open(files["src/index.ts"].replace(/return .*/, "return 1;"));
    assert.equal(loads, 0);
  });
});

const room = `import { DurableObject } from "cloudflare:workers";
export class Counter extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE counts (id INTEGER PRIMARY KEY, value INTEGER)");
  }
  count() {
    return this.ctx.storage.sql.exec("SELECT value FROM counts").one();
  }
}
export default { fetch: (request, env) => Response.json(env.COUNTER.getByName(request.url).count()) };
`;

describe("Tables and columns in SQL over the protocol", () => {
  let editor: Editor;
  const at = (text: string, shift: number): object => {
    const document = editor.document("src/index.ts");
    const position = document.positionAt(document.getText().indexOf(text) + shift);
    return { textDocument: { uri: document.uri }, position };
  };
  const complete = async (text: string, triggerCharacter?: string): Promise<readonly string[]> => {
    const context = triggerCharacter === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter };
    const params = { ...at(text, text.length), context };
    const items = await editor.connection.sendRequest<CompletionItem[]>("textDocument/completion", params);
    return items.map(({ label, detail }) => `${label} ${detail}`);
  };

  beforeEach(async () => {
    editor = await Editor.open({ files: { ...files, "src/index.ts": room } });
    await editor.openDocument("src/index.ts");
  });
  afterEach(() => editor.close());

  it("are completed while they are typed, by a space as well", async () => {
    await editor.type("src/index.ts", "SELECT value FROM counts", "SELECT  FROM counts");
    assert.deepEqual(await complete("SELECT ", " "), ["id INTEGER · counts", "value INTEGER · counts"]);
    await editor.type("src/index.ts", "SELECT  FROM counts", "SELECT * FROM c");
    assert.deepEqual(await complete("FROM c"), ["counts Counter"]);
    assert.deepEqual(await complete("export class ", " "), []);
  });

  it("are explained, with a link to where they are created, and lead there", async () => {
    const hover = await editor.connection.sendRequest<Hover>("textDocument/hover", at("FROM counts", 6));
    const value = typeof hover.contents === "object" && "value" in hover.contents ? hover.contents.value : "";
    assert.match(
      value,
      /^```sql\nCREATE TABLE counts \(id .*\n```\n\n.*`Counter`\n\n\[index\.ts:5\]\(file:.*#L5,40\)$/,
    );
    const [link] = await editor.connection.sendRequest<LocationLink[]>("textDocument/definition", at("FROM counts", 6));
    assert.deepEqual(link?.targetSelectionRange.start, { line: 4, character: 39 });
  });

  it("are left alone where a person wants it so", async () => {
    await editor.changeSettings({ sql: { enabled: false } });
    assert.deepEqual(await complete("FROM "), []);
    assert.equal(await editor.connection.sendRequest("textDocument/hover", at("FROM counts", 6)), null);
    assert.deepEqual(await editor.connection.sendRequest("textDocument/definition", at("FROM counts", 6)), []);
  });
});
