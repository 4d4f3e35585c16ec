import assert from "node:assert/strict";
import path from "node:path";
import { toFilePath } from "../../src/core/text/path.ts";
import { Editor, type EditorOptions } from "./editor.ts";
import { below, broken, counter, notExported } from "./samples.ts";

const config = "wrangler.jsonc";
const className = `"Counter" }`;

describe("code actions", () => {
  let editor: Editor;
  const open = async (options: Partial<EditorOptions> = {}) => {
    editor = await Editor.open({ files: broken, ...options });
  };
  const action = async (title: RegExp, name = config, at = className) => {
    const actions = await editor.actionsAt(name, at);
    const found = actions.find((each) => title.test(each.title));
    assert.ok(found, `${title} is one of: ${actions.map((each) => each.title).join("; ")}`);
    return found;
  };
  afterEach(() => editor.close());

  it("a quick fix mends its problem", async () => {
    await open();
    await editor.openDocument("src/index.ts");
    const fix = await action(/export/i);
    assert.equal(editor.after("src/index.ts", fix.edit), counter["src/index.ts"]);
    assert.deepEqual(
      fix.diagnostics?.map(({ code }) => code),
      ["bound-class-not-exported"],
    );
  });

  it("its edit names the version of the open document, or none", async () => {
    await open();
    const versionOf = async () => {
      const [change] = (await action(/export/i)).edit?.documentChanges ?? [];
      return change !== undefined && "textDocument" in change ? change.textDocument.version : undefined;
    };
    assert.equal(await versionOf(), null);
    await editor.openDocument("src/index.ts");
    await editor.type("src/index.ts", "fetch", "fetch ");
    assert.equal(await versionOf(), 2);
  });

  it("an answer is true for what was typed just before", async () => {
    await open({ files: counter });
    await editor.openDocument(config);
    await editor.sendChange(config, `"class_name": "Counter"`, `"class_name": "Countr"`);
    const fix = await action(/Counter/, config, `"Countr"`);
    assert.equal(editor.after(config, fix.edit), counter[config]);
  });

  it("a fix whose problem has gone meanwhile is refused", async () => {
    await open();
    const fix = await action(/export/i);
    await editor.openDocument("src/index.ts");
    await editor.type("src/index.ts", "class", "export class");
    await assert.rejects(editor.connection.sendRequest("codeAction/resolve", fix));
  });

  it("an editor that resolves nothing gets edits at once, as plain changes if it knows no others", async () => {
    await open({ capabilities: {} });
    const fix = await action(/export/i);
    assert.deepEqual(Object.keys(fix.edit?.changes ?? {}), [editor.uri("src/index.ts")]);
  });

  it("a place without a problem has none", async () => {
    await open();
    assert.deepEqual(await editor.actionsAt(config, `"name"`), []);
  });

  it("a comment for the line silences the rule, in the indentation of the line", async () => {
    const indented = broken[config].replace(`[{ "name": "COUNTER"`, `[\n\t\t{ "name": "COUNTER"`);
    await open({ files: { ...broken, [config]: indented } });
    const after = editor.after(config, (await action(/for this line/)).edit);
    assert.match(after, /^\t\t\/\/ durable-objects-disable-next-line bound-class-not-exported\n\t\t\{ "name"/m);
    await editor.openDocument(config, after);
    assert.deepEqual(editor.problems(config), []);
  });

  it("a comment for the file silences the rule", async () => {
    await open();
    const after = editor.after(config, (await action(/for this file/)).edit);
    assert.equal(after, `// durable-objects-disable bound-class-not-exported\n${counter[config]}`);
    await editor.openDocument(config, after);
    assert.deepEqual(editor.problems(config), []);
  });

  it("the page of the rule is offered where it can be shown", async () => {
    await open({ options: { uriScheme: "vscode" } });
    const page = await action(/Show the page/);
    assert.deepEqual(page.command?.arguments, ["bound-class-not-exported"]);
  });

  it("a fix of two Workers in one file names the Worker", async () => {
    await open({ files: { ...below("a", broken), ...below("b", broken) } });
    const titles = (await editor.actionsAt(`a/${config}`, className)).map(({ title }) => title);
    assert.deepEqual(titles, [...new Set(titles)]);
  });

  it("fix-all applies the safe fixes of the file, and no others", async () => {
    const text = counter[config].replace(`"name": "COUNTER"`, `"binding": "COUNTER"`);
    await open({ files: { ...broken, [config]: text } });
    const [all, ...others] = await editor.actionsAt(config, "{", ["source.fixAll"]);
    assert.deepEqual(others, []);
    assert.equal(all?.kind, "source.fixAll.durableObjects");
    await editor.openDocument(config, editor.after(config, all.edit));
    assert.equal(editor.document(config).getText(), counter[config]);
    assert.deepEqual(editor.problems(config), [notExported]);
    assert.deepEqual(await editor.actionsAt(config, "{", ["source"]), []);
  });

  it("fix-all is not in the list that belongs to a place", async () => {
    await open({
      files: { ...counter, [config]: counter[config].replace(`"name": "COUNTER"`, `"binding": "COUNTER"`) },
    });
    const actions = await editor.actionsAt(config, `"binding"`);
    assert.deepEqual(
      actions.filter(({ kind }) => kind?.startsWith("source")),
      [],
    );
  });

  describe("for edits over several files", () => {
    const titles = async (name: string, at: string, only?: readonly string[]) =>
      (await editor.actionsAt(name, at, only)).map(({ title }) => title);

    it("stand at the name of a class, in its configuration and in its code", async () => {
      await open({ files: counter, options: { hasCommands: true } });
      const expected = ["Rename Counter in code and configuration…", "Delete Counter…"];
      assert.deepEqual(await titles(config, `Counter" }`), expected);
      assert.deepEqual(await titles("src/index.ts", "Counter extends"), expected);
      assert.deepEqual(await titles("src/index.ts", "DurableObject"), []);
      const [rename] = await editor.actionsAt(config, `Counter" }`, ["refactor"]);
      assert.deepEqual(rename?.command, {
        title: expected[0],
        command: "durableObjects.renameObject",
        arguments: [{ configPath: toFilePath(path.join(editor.root, config)), className: "Counter" }],
      });
    });

    it("are fewer where they have nothing to do, and more where they have", async () => {
      const staging = counter[config].replace(/\}\s*$/, `,  "env": { "staging": {} }\n}\n`);
      await open({
        files: { ...below("a", { ...counter, [config]: staging }), ...below("b", counter) },
        options: { hasCommands: true },
      });
      const at = `Counter" }`;
      assert.deepEqual(await titles(`a/${config}`, at), [
        "Rename Counter in code and configuration…",
        "Bind Counter in another environment…",
        "Transfer Counter to another Worker…",
        "Delete Counter…",
      ]);
      assert.ok(!(await titles(`b/${config}`, at)).includes("Bind Counter in another environment…"));
    });

    it("convert `migrations`, in an editor that has no commands too", async () => {
      await open({ files: counter });
      const [convert, ...others] = await editor.actionsAt(config, `"migrations"`);
      assert.deepEqual(others, []);
      assert.equal(convert?.kind, "refactor.rewrite");
      assert.match(editor.after(config, convert.edit), /"exports": \{\s*"Counter": \{[^}]*"sqlite"/);
      assert.deepEqual(await titles(config, `Counter" }`), []);
      assert.deepEqual(await titles(config, `"migrations"`, ["quickfix"]), []);
    });
  });
});
