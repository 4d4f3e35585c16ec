import assert from "node:assert/strict";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { Editor, type EditorOptions } from "./editor.ts";
import { below, broken, counter, notExported } from "./samples.ts";

const config = "wrangler.jsonc";

/** The entry re-exports the class from a module that does not have it. */
const missing = {
  ...counter,
  "src/index.ts": counter["src/index.ts"].replace(/export class.*/, 'export { Counter } from "./counter";'),
  "src/counter.ts": "export const nothing = 1;\n",
};

describe("diagnostics", () => {
  let editor: Editor;
  const open = async (options: Partial<EditorOptions> = {}) => {
    editor = await Editor.open({ files: counter, ...options });
  };
  afterEach(() => editor.close());

  it("a project without mistakes has none, and nothing is published", async () => {
    await open();
    assert.deepEqual(editor.published, []);
  });

  it("a mistake is reported in a configuration that nobody opened", async () => {
    await open({ files: broken });
    assert.deepEqual(editor.problems(config), [notExported]);
    const [diagnostic] = editor.diagnostics(config);
    assert.equal(diagnostic?.source, "Durable Objects");
    assert.equal(diagnostic.severity, DiagnosticSeverity.Error);
  });

  it("a mistake that is typed shows up where it is, and goes with its cause", async () => {
    await open();
    await editor.openDocument(config);
    await editor.type(config, `"class_name": "Counter"`, `"class_name": "Countr"`);
    assert.ok(editor.problems(config).includes('bound-class-not-exported: "Countr"'));
    await editor.type(config, `"Countr"`, `"Counter"`);
    assert.deepEqual(editor.problems(config), []);
  });

  it("unsaved source counts, and closing it without saving brings the file on disk back", async () => {
    await open();
    await editor.openDocument("src/index.ts");
    await editor.type("src/index.ts", "export class", "class");
    assert.deepEqual(editor.problems(config), [notExported]);
    await editor.closeDocument("src/index.ts");
    assert.deepEqual(editor.problems(config), []);
  });

  it("carries the version of an open document, and is sent again for each", async () => {
    await open({ files: broken });
    await editor.openDocument(config);
    await editor.type(config, `"name": "counter"`, `"name": "counters"`);
    assert.equal(editor.published.at(-1)?.version, 2);
  });

  it("is not sent again where nothing has changed", async () => {
    await open({ files: broken });
    await editor.openDocument("src/index.ts");
    const before = editor.published.length;
    await editor.type("src/index.ts", "request.url", "request.method");
    assert.equal(editor.published.length, before);
  });

  it("many keystrokes end in the answer to the last", async () => {
    await open();
    await editor.openDocument("src/index.ts");
    for (let index = 0; index < 20; index++) {
      await editor.sendChange("src/index.ts", "export class", "class");
      await editor.sendChange("src/index.ts", "class", "export class");
    }
    await editor.type("src/index.ts", "export class", "class");
    assert.deepEqual(editor.problems(config), [notExported]);
  });

  it("in another file than the configuration say which configuration they come from", async () => {
    await open({ files: missing });
    assert.deepEqual(editor.problems("src/index.ts"), ["reexport-of-missing-name: Counter"]);
    const related = editor.diagnostics("src/index.ts")[0]?.relatedInformation ?? [];
    assert.deepEqual(
      related.map(({ location }) => location.uri),
      [editor.uri(config)],
    );
  });

  it("of several configurations in one source file stand there once, each named", async () => {
    const second = counter[config].replace(`"name": "counter"`, `"name": "second"`);
    await open({ files: { ...missing, "wrangler.second.jsonc": second } });
    assert.deepEqual(editor.problems("src/index.ts"), ["reexport-of-missing-name: Counter"]);
    const related = editor.diagnostics("src/index.ts")[0]?.relatedInformation ?? [];
    assert.deepEqual(
      related.map(({ location }) => location.uri),
      [editor.uri(config), editor.uri("wrangler.second.jsonc")],
    );
  });

  it("what wrangler passes over is faded", async () => {
    await open({ files: { ...counter, "wrangler.toml": `name = "counter"\n` } });
    assert.deepEqual(editor.problems("wrangler.toml"), ['config-shadowed: name = "counter"']);
    assert.deepEqual(editor.diagnostics("wrangler.toml")[0]?.tags, [DiagnosticTag.Unnecessary]);
  });

  it("links the page of its rule in an editor that can show it, and nowhere else", async () => {
    await open({ files: broken, options: { uriScheme: "vscode-insiders" } });
    const href = "vscode-insiders://durable-objects.durable-objects/rule/bound-class-not-exported";
    assert.deepEqual(editor.diagnostics(config)[0]?.codeDescription, { href });
    await editor.close();
    await open({ files: broken });
    assert.equal(editor.diagnostics(config)[0]?.codeDescription, undefined);
  });

  it("a compatibility date turns from the future into the past at midnight", async () => {
    let today = "2026-11-23";
    const files = { ...counter, [config]: counter[config].replace("2026-01-01", "2026-11-24") };
    await open({ files, ports: { clock: { today: () => today } } });
    assert.deepEqual(editor.problems(config), ['compat-date-future: "2026-11-24"']);
    today = "2026-11-24";
    await editor.fileEvent("package.json", 1);
    assert.deepEqual(editor.problems(config), []);
  });

  it("stay within the folder of their Worker in a monorepo", async () => {
    await open({ files: { ...below("a", broken), ...below("b", counter) } });
    assert.deepEqual(editor.problems(`a/${config}`), [notExported]);
    assert.deepEqual(editor.problems(`b/${config}`), []);
  });
});
