import assert from "node:assert/strict";
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
