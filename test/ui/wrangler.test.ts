import assert from "node:assert/strict";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { copyFolder, startUI, type UI, type Window } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { newAccount, type Account } from "../wrangler/loopback/account.ts";
import { startLoopback, type Loopback } from "../wrangler/loopback/server.ts";
import { inGroup, leftOf, processTable } from "../wrangler/sessions/processTable.ts";

describe("wrangler in the editor, as a person sees it", function () {
  this.timeout(240_000);
  const variables = { CLOUDFLARE_API_TOKEN: "loopback-token", CI: "1", WRANGLER_SEND_METRICS: "false" };
  let account: Account;
  let api: Loopback;
  let ui: UI;
  let folder: string;
  let window: Window;
  let page: Page;

  before(async () => {
    account = newAccount("account", "Acme");
    api = await startLoopback(account);
    Object.assign(process.env, variables, { CLOUDFLARE_API_BASE_URL: api.url });
    ui = await startUI();
    folder = copyFolder("test/integration/wrangler/workspace");
    symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
    window = await ui.open(folder);
    page = window.page;
    await window.openFile("wrangler.jsonc");
  });

  after(async () => {
    await ui.close();
    await api.close();
    for (const name of [...Object.keys(variables), "CLOUDFLARE_API_BASE_URL"]) delete process.env[name];
  });

  it("shows a dev session in the status bar, from its start until it is ready", async () => {
    await window.command("Durable Objects: Start Dev");
    await status(/counter:\d+/).waitFor({ timeout: 60_000 });
    await window.screenshot("wrangler-dev");
    assert.equal(await (await fetch(`http://localhost:${await port()}/`)).text(), "count 1");
  });

  it("tells within a second that wrangler was killed, and starts it again", async () => {
    const before = supervisors();
    const bin = inGroup(before[0]).find(
      (row) => row.command.includes("bin/wrangler.js") && !row.command.includes("supervisor"),
    );
    process.kill(bin?.pid ?? 0, "SIGKILL");
    const message = page.locator(".notification-toast").filter({ hasText: "has ended" });
    await message.waitFor({ timeout: 2000 });
    assert.deepEqual(await leftOf(before[0], 3000), []);
    await message.locator(".monaco-button").filter({ hasText: "Restart" }).click();
    await waitFor("another session", () => supervisors()[0]);
    await status(/counter:\d+/).waitFor({ timeout: 60_000 });
  });

  it("leaves no process of a session when the window is reloaded", async () => {
    const [group] = supervisors();
    assert.ok(group);
    await page.reload();
    assert.deepEqual(await leftOf(group, 20_000), []);
    // The terminal takes the focus when it is back, and closes the palette by that.
    await page.locator(".terminal-wrapper").first().waitFor();
    await page.locator(".monaco-editor").first().click();
  });

  it("asks to type the name of a class whose data a deploy deletes", async () => {
    await deploys();
    assert.deepEqual([...(account.scripts.get("counter")?.namespaces.keys() ?? [])], ["Counter"]);
    replaceIn("wrangler.jsonc", '"storage": "sqlite"', '"state": "deleted"');
    replaceIn("wrangler.jsonc", '[{ "name": "COUNTER", "class_name": "Counter" }]', "[]");
    writeFileSync(path.join(folder, "src/index.ts"), 'export default { fetch: () => new Response("none") };\n');
    // The explorer marks what has errors; VS Code tells of files that others have written a moment later.
    await page.waitForTimeout(2000);
    await window.command("Durable Objects: Deploy…");
    await picked(/Deploy counter/).waitFor({ timeout: 60_000 });
    await window.screenshot("wrangler-plan");
    assert.equal(await page.locator(".quick-input-list").getByText("ALL data").count(), 1);
    await picked(/Deploy counter/).click();
    const box = page.locator(".quick-input-box input");
    await page.getByText("Type its name to go on").waitFor();
    await box.fill("counter");
    await page.keyboard.press("Enter");
    await page.getByText("Type Counter to confirm").waitFor();
    assert.equal(account.scripts.get("counter")?.namespaces.size, 1);
    await box.fill("Counter");
    await page.keyboard.press("Enter");
    await toast("is deployed").waitFor({ timeout: 60_000 });
    assert.equal(account.scripts.get("counter")?.namespaces.size, 0);
  });

  it("leaves no process of a session when the page is closed", async () => {
    await window.command("Durable Objects: Start Dev");
    const group = await waitFor("a session", () => supervisors()[0]);
    await status(/counter:\d+/).waitFor({ timeout: 60_000 });
    await window.close();
    await ui.close();
    assert.deepEqual(await leftOf(group, 10_000), []);
  });

  /** The process groups of the sessions of this workspace. */
  function supervisors(): readonly number[] {
    return processTable()
      .filter((row) => row.command.includes("supervisor.cjs") && row.command.includes(folder) && row.pid === row.group)
      .map((row) => row.pid);
  }

  function status(text: RegExp): Locator {
    return page.locator(".statusbar-item").filter({ hasText: text });
  }

  async function port(): Promise<string> {
    return /:(\d+)/.exec((await status(/counter:\d+/).textContent()) ?? "")?.[1] ?? "";
  }

  function picked(text: RegExp): Locator {
    return page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text }).first();
  }

  function toast(text: string): Locator {
    return page.locator(".notification-toast").filter({ hasText: text });
  }

  async function deploys(): Promise<void> {
    await window.command("Durable Objects: Deploy…");
    await picked(/Deploy counter/).click({ timeout: 60_000 });
    await toast("is deployed").waitFor({ timeout: 60_000 });
    await window.command("Notifications: Clear All Notifications");
  }

  function replaceIn(file: string, from: string, to: string): void {
    const at = path.join(folder, file);
    const text = readFileSync(at, "utf8");
    assert.ok(text.includes(from), `${file} has ${from}`);
    writeFileSync(at, text.replace(from, to));
  }
});
