import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { ToEditor, TreeItem } from "../../src/protocol.ts";
import { manyWorkers } from "../support/manyWorkers.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { Editor } from "./editor.ts";
import { below, counter } from "./samples.ts";

type Change = ToEditor["durableObjects/treeChanged"];

describe("the feed of the tree", () => {
  let editor: Editor;
  const changes: Change[] = [];

  before(async () => {
    const files = { ...below("a", counter), ...below("b", counter) };
    editor = await Editor.open({ files });
    editor.connection.onNotification("durableObjects/treeChanged", (change: Change) => void changes.push(change));
    await editor.request("durableObjects/watchTree", {});
    await quiet();
  });
  after(() => editor.close());
  beforeEach(() => void changes.splice(0));

  it("sends only the root that an edit changes, and nothing where nothing it shows is another", async () => {
    await editor.openDocument("a/src/index.ts");
    await editor.type(
      "a/src/index.ts",
      "Counter extends DurableObject {}",
      "Counter extends DurableObject { add() {} }",
    );
    await quiet();
    assert.deepEqual(roots().map(labels), [
      ["counter", "Counter", "env.COUNTER", "v1 created with SQLite storage", "add"],
    ]);
    changes.splice(0);
    await editor.type("a/src/index.ts", "add() {}", "add() { 1 + 1; }");
    await quiet();
    assert.deepEqual(changes, []);
  });

  it("takes out what is gone", async () => {
    const uri = editor.uri("b/wrangler.jsonc");
    editor.delete("b/wrangler.jsonc");
    await editor.fileEvent("b/wrangler.jsonc", 3);
    await quiet();
    assert.deepEqual(
      changes.flatMap(({ removed }) => removed).map((path) => uri.endsWith(path.slice(-15))),
      [true],
    );
  });

  it("begins anew when it is asked for again, each root once", async () => {
    await editor.request("durableObjects/watchTree", {});
    await quiet();
    assert.deepEqual(roots().map(labels), [
      ["counter", "Counter", "env.COUNTER", "v1 created with SQLite storage", "add"],
    ]);
  });

  function roots(): readonly TreeItem[] {
    return changes.flatMap((each) => each.roots);
  }

  /** The feed has no answer to wait for. */
  async function quiet(): Promise<void> {
    await editor.settled();
    await sleep(60);
  }
});

describe("the first sight of many Workers", () => {
  it("is what their configurations give, of all of them; methods follow, those of the open editor first", async () => {
    const opened = "workers/w037/src/index.ts";
    const files = manyWorkers(40);
    const sent: TreeItem[] = [];
    const editor = await Editor.open({
      files,
      async connected(connection, uriOf) {
        connection.onNotification("durableObjects/treeChanged", ({ roots }: Change) => void sent.push(...roots));
        const textDocument = { uri: uriOf(opened), languageId: "typescript", version: 1, text: files[opened] };
        await connection.sendNotification("textDocument/didOpen", { textDocument });
        await connection.sendRequest("durableObjects/watchTree", {});
      },
    });
    const methodsIn = ({ children }: TreeItem): number =>
      children.flatMap((each) => each.children).filter(({ kind }) => kind === "method").length;
    const whole = () => sent.filter((root) => methodsIn(root) === 5).map(({ label }) => label);
    await waitFor("the methods of all", () => (whole().length === 40 ? true : undefined));
    assert.equal(whole()[0], "worker-37");
    const others = sent.filter(({ label }) => label !== "worker-37");
    assert.deepEqual(
      others.map((root) => methodsIn(root) > 0),
      [...Array.from({ length: 39 }, () => false), ...Array.from({ length: 39 }, () => true)],
    );
    await editor.close();
  });
});

function labels({ label, children }: TreeItem): readonly string[] {
  return [label, ...children.flatMap(labels)];
}
