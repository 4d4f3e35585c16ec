import assert from "node:assert/strict";
import { Editor, type EditorOptions } from "./editor.ts";
import { broken, counter, notExported } from "./samples.ts";

const config = "wrangler.jsonc";

describe("the server", () => {
  let editor: Editor;
  const open = async (options: Partial<EditorOptions> = {}) => {
    editor = await Editor.open({ files: counter, ...options });
  };
  afterEach(() => editor.close());

  it("lives on after messages that are none", async () => {
    await open({ files: broken });
    const send = (body: string) => editor.toServer.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    send("{ this is no JSON");
    send("[]");
    send(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":null}`);
    send(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"no uri","text":3}}}`);
    send(`{"jsonrpc":"2.0","id":99,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"%%%"}}}`);
    send(`{"jsonrpc":"2.0","id":98,"method":"codeAction/resolve","params":{"data":[]}}`);
    send(
      `{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"untitled:a","type":9}]}}`,
    );
    await editor.openDocument("src/index.ts", counter["src/index.ts"]);
    assert.deepEqual(editor.problems(config), []);
  });

  for (const [what, text] of Object.entries({
    empty: "",
    binary: "\0\u0001\ufffd".repeat(1000),
    "half-typed": `{ "name": "x", "main": "src/ind`,
    "of brackets": "[".repeat(100_000),
    "5 MB long": `{ "name": "${"x".repeat(5_000_000)}" }`,
  })) {
    it(`a configuration that is ${what} gives at most one problem for the file, and no exception`, async () => {
      await open({ files: { [config]: text } });
      const rules = new Set(editor.diagnostics(config).map(({ code }) => code));
      assert.ok(rules.size <= 1, [...rules].join());
    });
  }

  it("lists the Workers for views and commands", async () => {
    await open({ files: broken });
    const [worker, ...others] = await editor.request("durableObjects/workers", {});
    assert.deepEqual(others, []);
    assert.equal(worker?.configUri, editor.uri(config));
    assert.equal(worker.folderUri, editor.uri(""));
    assert.equal(worker.summary.environments[0].workerName, "counter");
    assert.deepEqual(worker.problems, { errors: 1, warnings: 0, others: 0 });
  });

  it("tells when the list of Workers has changed, and not otherwise", async () => {
    await open();
    const told: number[] = [];
    const changed = new Promise<void>((resolve) => {
      editor.connection.onNotification("durableObjects/workersChanged", ({ count }: { count: number }) => {
        told.push(count);
        resolve();
      });
    });
    await editor.openDocument("src/index.ts");
    await editor.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: editor.uri(config), version: 1 },
      contentChanges: [],
    });
    await editor.sendChange("src/index.ts", "export class", "class");
    await changed;
    assert.deepEqual(told, [1]);
  });

  it("gives the page of a rule, and null for what is none", async () => {
    await open({ ports: { rulePage: (rule) => (rule === "known" ? "# known\n" : undefined) } });
    assert.equal(await editor.request("durableObjects/rulePage", { rule: "known" }), "# known\n");
    assert.equal(await editor.request("durableObjects/rulePage", { rule: "../../secret" }), null);
  });

  it("takes the folder of an editor that knows of one only", async () => {
    await open({ files: broken, capabilities: {} });
    assert.deepEqual(editor.problems(config), [notExported]);
  });
});
