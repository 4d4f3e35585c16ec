import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import path from "node:path";
import { copyFolder, startUI, type UI, type Window } from "../host/ui.ts";
import { newAccount, newScript, type Account } from "../wrangler/loopback/account.ts";
import { startLoopback, type Loopback } from "../wrangler/loopback/server.ts";

const titles = {
  tools: "Node and wrangler",
  account: "Account and plan",
  create: "Create a project",
  class: "Write a class",
  call: "Call it from a Worker",
  bind: "Bind it",
  declare: "Declare it",
  run: "Run it locally",
  deploy: "Deploy it",
};

describe("the walkthrough", function () {
  this.timeout(240_000);
  const variables = { CLOUDFLARE_API_TOKEN: "loopback-token", CI: "1", WRANGLER_SEND_METRICS: "false" };
  let account: Account;
  let api: Loopback;
  let ui: UI;
  let window: Window;

  before(async () => {
    account = newAccount("account", "Acme");
    api = await startLoopback(account);
    Object.assign(process.env, variables, { CLOUDFLARE_API_BASE_URL: api.url });
    ui = await startUI();
  });

  after(async () => {
    await ui.close();
    await api.close();
    for (const name of [...Object.keys(variables), "CLOUDFLARE_API_BASE_URL"]) delete process.env[name];
  });

  it("starts from where the project stands: what is there is ticked off, what is not is open", async () => {
    window = await ui.open(copyFolder("samples/chat"));
    await window.openFile("wrangler.jsonc");
    await window.page.locator(".squiggly-error").first().waitFor();
    await openWalkthrough();
    await areTicked(["create", "call", "bind", "declare"]);
    await areOpen(["tools", "account", "class", "run", "deploy"]);
    await window.screenshot("walkthrough");
    await window.close();
  });

  it("ticks off wrangler as soon as it is seen that the project has one", async () => {
    const folder = copyFolder("test/integration/wrangler/workspace");
    symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
    window = await ui.open(folder);
    await window.openFile("wrangler.jsonc");
    await openWalkthrough();
    await areTicked(["tools", "class"]);
    await areOpen(["account", "run", "deploy"]);
  });

  it("ticks off the account when wrangler says that it is logged in, not when it is asked", async () => {
    const fault = { on: /user|accounts|memberships/, kind: "error500", times: Infinity } as const;
    api.faults.push({ ...fault });
    await window.command("Durable Objects: Who Am I");
    await toast("is not logged in").waitFor({ timeout: 60_000 });
    await window.command("Notifications: Clear All Notifications");
    api.faults.length = 0;
    await areOpen(["account"]);
    await window.command("Durable Objects: Who Am I");
    await areTicked(["account"]);
  });

  it("ticks off the local run when the Worker has answered", async () => {
    await window.command("Durable Objects: Start Dev");
    const status = window.page.locator(".statusbar-item").filter({ hasText: /counter:\d+/ });
    await status.waitFor({ timeout: 60_000 });
    await areOpen(["run"]);
    const port = /:(\d+)/.exec((await status.textContent()) ?? "")?.[1] ?? "";
    assert.equal(await (await fetch(`http://localhost:${port}/`)).text(), "count 1");
    await areTicked(["run"]);
    await window.command("Durable Objects: Stop Dev");
  });

  it("ticks off the deploy when it has arrived, not when it was refused", async () => {
    const script = newScript("counter");
    script.namespaces.set("Gone", { id: "gone", storage: "sqlite" });
    account.scripts.set("counter", script);
    await deploy();
    await toast("Gone is deployed").waitFor({ timeout: 60_000 });
    await window.command("Notifications: Clear All Notifications");
    await areOpen(["deploy"]);
    script.namespaces.delete("Gone");
    await deploy();
    await toast("is deployed").waitFor({ timeout: 60_000 });
    await areTicked(["deploy"]);
    await window.screenshot("walkthrough-done");
    await window.close();
  });

  async function openWalkthrough(): Promise<void> {
    await window.command("Welcome: Open Walkthrough...");
    await window.page.locator(".quick-input-widget input.input").fill("Get Started with Durable Objects");
    await window.page.locator(".quick-input-list .monaco-list-row").first().click();
  }

  async function areTicked(steps: readonly (keyof typeof titles)[]): Promise<void> {
    for (const each of steps) await box(each, "checked").waitFor();
  }

  async function areOpen(steps: readonly (keyof typeof titles)[]): Promise<void> {
    for (const each of steps) await box(each, "unchecked").waitFor();
  }

  function box(step: keyof typeof titles, is: "checked" | "unchecked") {
    return window.page
      .locator(".getting-started-step")
      .filter({ hasText: titles[step] })
      .locator(`.codicon-getting-started-step-${is}`)
      .first();
  }

  async function deploy(): Promise<void> {
    await window.command("Durable Objects: Deploy…");
    const rows = window.page.locator(".quick-input-list .monaco-list-row");
    await rows
      .filter({ hasText: /Deploy counter/ })
      .first()
      .click({ timeout: 60_000 });
  }

  function toast(text: string) {
    return window.page.locator(".notification-toast").filter({ hasText: text });
  }
});
