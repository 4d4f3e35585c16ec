import assert from "node:assert/strict";
import { DiagnosticSeverity, FileChangeType } from "vscode-languageserver";
import { Editor, type EditorOptions } from "./editor.ts";

const config = `{
  "name": "counter",
  "main": "src/index.ts",
  "compatibility_date": "2026-01-01",
  "durable_objects": { "bindings": [{ "name": "COUNTER", "class_name": "Counter" }] },
  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Counter"] }]
}
`;
const source = `import { DurableObject } from "cloudflare:workers";
export class Counter extends DurableObject {}
export default { fetch: () => new Response() };
`;
const files = { "wrangler.jsonc": config, "src/index.ts": source };

describe("diagnostics", () => {
  let editor: Editor;
  const open = async (options: Partial<EditorOptions> = {}) => {
    editor = await Editor.open({ files, ...options });
  };
  afterEach(() => editor.close());

  it("a project without mistakes has none, and nothing is published", async () => {
    await open();
    assert.deepEqual(editor.published, []);
  });

  it("a mistake that is typed shows up where it is, and goes with its cause", async () => {
    await open();
    await editor.openDocument("wrangler.jsonc");
    await editor.type("wrangler.jsonc", `"class_name": "Counter"`, `"class_name": "Countr"`);
    assert.ok(editor.problems("wrangler.jsonc").includes(`bound-class-not-exported: "Countr"`));
    await editor.type("wrangler.jsonc", `"Countr"`, `"Counter"`);
    assert.deepEqual(editor.problems("wrangler.jsonc"), []);
  });
});
