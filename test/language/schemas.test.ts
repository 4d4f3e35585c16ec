import assert from "node:assert/strict";
import { Editor } from "./editor.ts";

const wrangler = (folder: string, version: string): Readonly<Record<string, string>> => ({
  [`${folder}/node_modules/wrangler/package.json`]: `{ "version": "${version}" }`,
  [`${folder}/node_modules/wrangler/config-schema.json`]: `{ "description": "${version}" }`,
});

const files = {
  "new/wrangler.json": `{ "name": "new" }`,
  "old/wrangler.json": `{ "name": "old" }`,
  ...wrangler("new", "4.100.0"),
  ...wrangler("old", "4.90.0"),
};

describe("schemas for JSON configurations", () => {
  let editor: Editor;
  let changes = 0;

  before(async () => {
    editor = await Editor.open({ files });
    editor.connection.onNotification("durableObjects/schemaIndexChanged", () => void changes++);
    await editor.settled();
  });
  after(() => editor.close());

  it("are those of the installed wranglers, by the addresses that the index refers to", async () => {
    const addresses = await referredTo();
    assert.equal(addresses.length, 2);
    const texts = await Promise.all(addresses.map((uri) => ask<string>("durableObjects/schema", { uri })));
    assert.deepEqual(texts.toSorted(), [`{ "description": "4.100.0" }`, `{ "description": "4.90.0" }`]);
  });

  it("nothing else is read for an editor that asks", async () => {
    for (const uri of [editor.uri("new/wrangler.json"), "durable-objects-schema://installed/etc/passwd?4.90.0", "x"])
      assert.equal(await ask<null>("durableObjects/schema", { uri }), null);
  });

  it("the editor is told once another wrangler is installed", async () => {
    await referredTo();
    changes = 0;
    for (const [name, text] of Object.entries(wrangler("old", "4.100.0"))) {
      editor.write(name, text);
      await editor.fileEvent(name, 2);
    }
    await editor.settled();
    assert.equal(changes, 1);
    assert.equal((await referredTo()).length, 1);
  });

  async function referredTo(): Promise<readonly string[]> {
    const index = await ask<string>("durableObjects/schemaIndex", {});
    return [...index.matchAll(/"\$ref":"([^"]+)"/g)].flatMap(([, address = ""]) => address);
  }

  async function ask<T>(method: string, params: object): Promise<T> {
    return editor.connection.sendRequest<T>(method, params);
  }
});

describe("schemas that a person has switched off", () => {
  it("are not given", async () => {
    const editor = await Editor.open({ files, settings: { schema: { enabled: false } } });
    await editor.settled();
    assert.equal(await editor.connection.sendRequest("durableObjects/schemaIndex", {}), "{}");
    await editor.close();
  });
});
