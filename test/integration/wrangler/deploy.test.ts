import assert from "node:assert/strict";
import * as vscode from "vscode";
import { newAccount, type Account } from "../../wrangler/loopback/account.ts";
import { startLoopback, type Loopback } from "../../wrangler/loopback/server.ts";
import { openFile, replaceText, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";
import { acceptPicksUntil, command, endOf, prepare } from "./environment.ts";

describe("Deploying from the editor", function () {
  this.timeout(180_000);
  let account: Account;
  let api: Loopback;
  before(async () => {
    prepare();
    account = newAccount("account", "Acme");
    api = await startLoopback(account);
    Object.assign(process.env, { CLOUDFLARE_API_BASE_URL: api.url, CLOUDFLARE_API_TOKEN: "loopback-token" });
  });
  after(async () => {
    delete process.env["CLOUDFLARE_API_BASE_URL"];
    delete process.env["CLOUDFLARE_API_TOKEN"];
    await api.close();
  });

  it("shows the plan, and deploys once it is confirmed", async () => {
    const ended = endOf("deploy counter");
    await command("deploy");
    assert.equal(await acceptPicksUntil(ended), 0);
    assert.deepEqual([...(account.scripts.get("counter")?.namespaces.keys() ?? [])], ["Counter"]);
  });

  it("is stopped by what the check finds: a class that is deleted and still exported", async () => {
    await rewrite('"Counter": { "type": "durable-object", "storage": "sqlite" }', deletion);
    await rewrite('[{ "name": "COUNTER", "class_name": "Counter" }]', "[]");
    const versions = account.scripts.get("counter")?.versions.length;
    const ended = endOf("deploy counter");
    await command("deploy");
    // The first thing to choose is the error itself, which is gone to.
    assert.notEqual(await acceptPicksUntil(ended), 0);
    assert.equal(account.scripts.get("counter")?.versions.length, versions);
  });

  it("makes a refusal of the API a problem at the class, explained", async () => {
    await rewrite(deletion, '"Counter": { "type": "durable-object", "storage": "sqlite" }');
    await rewrite('"bindings": []', '"bindings": [{ "name": "COUNTER", "class_name": "Counter" }]');
    const script = account.scripts.get("counter");
    script?.namespaces.set("Gone", { id: "gone", storage: "sqlite" });
    const ended = endOf("deploy counter");
    await command("deploy");
    assert.notEqual(await acceptPicksUntil(ended), 0);
    const problem = await waitFor("the explained refusal", () =>
      vscode.languages.getDiagnostics(workspaceFile("wrangler.jsonc")).find(({ code }) => code === "wrangler"),
    );
    assert.match(problem.message, /Gone is deployed, but `exports` has no entry for it/);
    script?.namespaces.delete("Gone");
  });

  it("takes the problem back once the next deploy is not refused", async () => {
    const ended = endOf("deploy counter");
    await command("deploy");
    assert.equal(await acceptPicksUntil(ended), 0);
    await waitFor("its end", () => {
      const all = vscode.languages.getDiagnostics(workspaceFile("wrangler.jsonc"));
      return all.some(({ code }) => code === "wrangler") ? undefined : true;
    });
  });

  const deletion = '"Counter": { "type": "durable-object", "state": "deleted" }';

  async function rewrite(from: string, to: string): Promise<void> {
    const editor = await openFile("wrangler.jsonc");
    await replaceText(editor, from, to);
    await editor.document.save();
  }
});
