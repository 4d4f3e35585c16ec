import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { DiagnosticSeverity, FileChangeType } from "vscode-languageserver";
import { Editor, type EditorOptions } from "./editor.ts";
import { below, broken, counter, notExported } from "./samples.ts";

const config = "wrangler.jsonc";

describe("the workspace", () => {
  let editor: Editor;
  const open = async (options: Partial<EditorOptions> = {}) => {
    editor = await Editor.open({ files: counter, ...options });
  };
  afterEach(() => editor.close());

  it("a file three imports away changes the diagnostics of a configuration", async () => {
    const files = {
      ...counter,
      "src/index.ts": `export * from "./one";\nexport default { fetch: (request, env) => env.COUNTER };\n`,
      "src/one.ts": `export * from "./two";\n`,
      "src/two.ts": `export * from "./three";\n`,
      "src/three.ts": counter["src/index.ts"].split("export default")[0] ?? "",
    };
    await open({ files });
    assert.deepEqual(editor.problems(config), []);
    editor.write("src/three.ts", "export const nothing = 1;\n");
    await editor.fileEvent("src/three.ts", FileChangeType.Changed);
    assert.deepEqual(editor.problems(config), [notExported]);
  });

  it("a module that is created where one was missing is seen", async () => {
    await open({ files: { [config]: counter[config] } });
    assert.deepEqual(editor.problems(config), ['main-not-found: "src/index.ts"']);
    editor.write("src/index.ts", counter["src/index.ts"]);
    await editor.fileEvent("src/index.ts", FileChangeType.Created);
    assert.deepEqual(editor.problems(config), []);
  });

  it("a configuration that is created is analysed, and one that is deleted leaves nothing behind", async () => {
    await open({ files: { "src/index.ts": broken["src/index.ts"] } });
    editor.write(config, counter[config]);
    await editor.fileEvent(config, FileChangeType.Created);
    assert.deepEqual(editor.problems(config), [notExported]);
    editor.delete(config);
    await editor.fileEvent(config, FileChangeType.Deleted);
    assert.deepEqual(editor.diagnostics(config), []);
  });

  it("an open document wins over what happens to its file", async () => {
    await open();
    await editor.openDocument("src/index.ts");
    editor.write("src/index.ts", broken["src/index.ts"]);
    await editor.fileEvent("src/index.ts", FileChangeType.Changed);
    assert.deepEqual(editor.problems(config), []);
  });

  it("an installation of many files is seen as one change of its folder", async () => {
    const entry = counter["src/index.ts"].replace(/export class.*/, 'export * from "lib";');
    const lib = { "package.json": `{ "name": "lib", "main": "index.js" }`, "index.js": "export class Counter {}\n" };
    await open({ files: { ...counter, "src/index.ts": entry, ...below("node_modules/lib", lib) } });
    assert.deepEqual(editor.problems(config), []);
    editor.write("node_modules/lib/index.js", "export class Other {}\n");
    const changes = Array.from({ length: 100 }, (_, index) => ({
      uri: editor.uri(`node_modules/other/${index}.js`),
      type: FileChangeType.Created,
    }));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await editor.settled();
    assert.deepEqual(editor.problems(config), [notExported]);
  });

  it("a folder that the editor deletes takes its configurations along", async () => {
    await open({ files: below("worker", broken) });
    assert.deepEqual(editor.problems(`worker/${config}`), [notExported]);
    editor.delete("worker");
    await editor.connection.sendNotification("workspace/didDeleteFiles", { files: [{ uri: editor.uri("worker") }] });
    await editor.settled();
    assert.deepEqual(editor.diagnostics(`worker/${config}`), []);
  });

  it("several folders are analysed, also ones that are opened later, and closing one takes its problems back", async () => {
    await open({ files: { ...below("a", broken), ...below("b", broken) }, folders: ["a"] });
    assert.deepEqual(editor.problems(`a/${config}`), [notExported]);
    assert.deepEqual(editor.diagnostics(`b/${config}`), []);
    await editor.changeFolders({ added: ["b"] });
    assert.deepEqual(editor.problems(`b/${config}`), [notExported]);
    await editor.changeFolders({ removed: ["a"] });
    assert.deepEqual(editor.diagnostics(`a/${config}`), []);
    assert.deepEqual(editor.problems(`b/${config}`), [notExported]);
  });

  it("a Worker of another folder is known by its name", async () => {
    const remote = `{ "name": "caller", "main": "src/index.ts", "compatibility_date": "2026-01-01",
      "durable_objects": { "bindings": [{ "name": "COUNTER", "class_name": "Countr", "script_name": "counter" }] } }`;
    const caller = { [config]: remote, "src/index.ts": "export default {};\n" };
    await open({ files: { ...below("a", counter), ...below("b", caller) } });
    const before = editor.problems(`b/${config}`);
    await editor.openDocument(`a/${config}`);
    await editor.type(`a/${config}`, `"name": "counter"`, `"name": "renamed"`);
    await editor.type(`a/${config}`, `"name": "renamed"`, `"name": "counter"`);
    assert.deepEqual(editor.problems(`b/${config}`), before);
  });

  it("what is excluded is not analysed, until it is no longer excluded", async () => {
    const files = { ...below("examples/a", broken), ...below("own", broken) };
    await open({ files, settings: { exclude: ["examples/**"] } });
    assert.deepEqual(editor.diagnostics(`examples/a/${config}`), []);
    assert.deepEqual(editor.problems(`own/${config}`), [notExported]);
    await editor.changeSettings({ exclude: ["own"] });
    assert.deepEqual(editor.problems(`examples/a/${config}`), [notExported]);
    assert.deepEqual(editor.diagnostics(`own/${config}`), []);
  });

  it("a severity from the settings replaces the rule's own, at once, and off silences it", async () => {
    await open({ files: broken, settings: { rules: { "bound-class-not-exported": "hint" } } });
    assert.equal(editor.diagnostics(config)[0]?.severity, DiagnosticSeverity.Hint);
    await editor.changeSettings({ rules: { "bound-class-not-exported": "off" } });
    assert.deepEqual(editor.diagnostics(config), []);
    await editor.changeSettings({});
    assert.equal(editor.diagnostics(config)[0]?.severity, DiagnosticSeverity.Error);
  });

  it("settings of a wrong type count as not set", async () => {
    await open({ files: broken, settings: { rules: ["off"], exclude: { "*": true } } });
    assert.deepEqual(editor.problems(config), [notExported]);
    await editor.changeSettings({ rules: { "bound-class-not-exported": "loud" }, exclude: [3] });
    assert.deepEqual(editor.problems(config), [notExported]);
  });

  it("packages, build output and hidden folders hold no configurations of one's own", async () => {
    const folders = ["node_modules/lib", "dist", ".wrangler/deploy"];
    await open({ files: Object.assign({}, ...folders.map((folder) => below(folder, broken))) });
    assert.deepEqual(editor.published, []);
  });

  it("a configuration outside every folder counts as long as it is open", async () => {
    await open({ files: broken, folders: [] });
    await editor.openDocument(config);
    assert.deepEqual(editor.problems(config), [notExported]);
    await editor.closeDocument(config);
    assert.deepEqual(editor.diagnostics(config), []);
  });

  it("a workspace that is opened through a link is analysed under the names the editor uses", async () => {
    await open({ files: below("real", counter), folders: [] });
    symlinkSync(path.join(editor.root, "real"), path.join(editor.root, "link"));
    await editor.changeFolders({ added: ["link"] });
    await editor.openDocument("link/src/index.ts");
    await editor.type("link/src/index.ts", "export class", "class");
    assert.deepEqual(editor.problems(`link/${config}`), [notExported]);
    assert.deepEqual(editor.diagnostics(`real/${config}`), []);
  });

  it("git is asked in a trusted workspace only, and once trust has been granted", async () => {
    const opened: string[] = [];
    const openHistory = () => {
      opened.push("history");
      return { committed: () => undefined, dispose: () => undefined };
    };
    await open({ options: { isTrusted: false }, ports: { openHistory } });
    assert.deepEqual(opened, []);
    await editor.connection.sendNotification("durableObjects/trustGranted", {});
    await editor.settled();
    assert.deepEqual(opened, ["history"]);
  });
});
