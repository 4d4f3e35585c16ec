import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import * as vscode from "vscode";
import { newAccount, type Account } from "../../wrangler/loopback/account.ts";
import { startLoopback, type Loopback } from "../../wrangler/loopback/server.ts";
import { openFile, replaceText, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";
import { acceptPicksUntil, answerAt, command, endOf, prepare, useFreePort } from "../wrangler/environment.ts";

describe("A project that has a way of its own", function () {
  this.timeout(300_000);
  let account: Account;
  let api: Loopback;
  before(async () => {
    prepare();
    account = newAccount("account", "Acme");
    api = await startLoopback(account);
    Object.assign(process.env, api.variables, { CLOUDFLARE_API_TOKEN: "loopback-token" });
  });
  after(async () => {
    for (const name of [...Object.keys(api.variables), "CLOUDFLARE_API_TOKEN"]) delete process.env[name];
    await api.close();
  });

  it("is started by its own vite, and built by it before it is deployed", async () => {
    const config = workspaceFile("vite/wrangler.jsonc");
    await command("startDev", config);
    await waitFor("vite's answer", async () => answerOf("vited"), 120);
    await command("stopDev", config);
    const ended = endOf("deploy vited");
    await command("deploy", config);
    assert.equal(await acceptPicksUntil(ended), 0);
    assert.ok(existsSync(workspaceFile("vite/dist").fsPath));
    assert.deepEqual([...(account.scripts.get("vited")?.namespaces.keys() ?? [])], ["Counter"]);
  });

  it("is started and deployed by its own scripts, with what stands around wrangler in them", async () => {
    const config = workspaceFile("scripted/wrangler.jsonc");
    const port = await useFreePort("scripted/wrangler.jsonc");
    await command("startDev", config);
    assert.equal(await answerAt(port), "count 1");
    await command("stopDev", config);
    const ended = endOf("deploy scripted");
    await command("deploy", config);
    assert.equal(await acceptPicksUntil(ended), 0);
    assert.deepEqual(notes(), ["dev", "before", "build"]);
    assert.ok(account.scripts.has("scripted"));
  });

  it("has its types made when the configuration is saved, where a setting asks for it", async () => {
    const types = workspaceFile("scripted/worker-configuration.d.ts").fsPath;
    const config = workspaceFile("scripted/wrangler.jsonc");
    await command("generateTypes", config);
    await waitFor("the types", () => (existsSync(types) ? true : undefined), 60);
    const settings = vscode.workspace.getConfiguration("durableObjects", config);
    await settings.update("types.generateOnSave", true, vscode.ConfigurationTarget.Workspace);
    const editor = await openFile("scripted/wrangler.jsonc");
    await replaceText(editor, '"name": "COUNTER"', '"name": "OTHER_NAME"');
    await editor.document.save();
    await waitFor("the new name", () => (readFileSync(types, "utf8").includes("OTHER_NAME") ? true : undefined), 120);
  });

  function notes(): readonly string[] {
    return readFileSync(workspaceFile("scripted/notes.txt").fsPath, "utf8").trim().split("\n");
  }

  /** Vite chooses its port beside others: it is asked where its task has said it is. */
  async function answerOf(name: string): Promise<string | undefined> {
    const task = vscode.tasks.taskExecutions.find((each) => each.task.name === `dev ${name}`);
    if (task === undefined) return undefined;
    for (let port = 5173; port < 5183; port++) {
      const text = await textOf(port);
      if (text?.startsWith("count ") === true) return text;
    }
    return undefined;
  }

  async function textOf(port: number): Promise<string | undefined> {
    try {
      return await (await fetch(`http://localhost:${port}/`, { signal: AbortSignal.timeout(5000) })).text();
    } catch {
      return undefined;
    }
  }
});
