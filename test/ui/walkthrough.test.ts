import assert from "node:assert/strict";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { copyFolder, startUI, type UI, type Window } from "../host/ui.ts";
import { newAccount, newScript, type Account } from "../wrangler/loopback/account.ts";
import { startLoopback, type Loopback } from "../wrangler/loopback/server.ts";
import { portIn } from "./person.ts";

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

const source = `import { DurableObject } from "cloudflare:workers";

export class Counter extends DurableObject {
  async increment() {
    return 1;
  }
}

export default {
  async fetch(request, env) {
    return new Response("Hello");
  },
};
`;

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

  afterEach(() => {
    api.faults.length = 0;
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

  it("does a step by its button: the call, the binding and the declaration of a class that was written by hand", async () => {
    const [folder] = temporaryFolder("do-first");
    const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");
    writeFileSync(
      path.join(folder, "wrangler.json"),
      `{\n  "name": "first",\n  "main": "index.ts",\n  "compatibility_date": "2026-11-01"\n}\n`,
    );
    writeFileSync(path.join(folder, "index.ts"), source);
    window = await ui.open(folder);
    await window.openFile("wrangler.json");
    await openWalkthrough();
    await areTicked(["create", "class"]);
    await areOpen(["call", "bind", "declare"]);
    await press("call", "Insert a Call");
    await window.page.locator(".view-line").filter({ hasText: "env.COUNTER" }).first().waitFor();
    await window.screenshot("walkthrough-call");
    await window.command("File: Save");
    await waitFor(
      "the call",
      () => read("index.ts").includes('const stub = env.COUNTER.getByName("name");') || undefined,
    );
    assert.match(read("index.ts"), /const result = await stub\.increment\(\);/);
    await openWalkthrough();
    await areTicked(["call"]);
    await press("declare", "Declare the Classes");
    await press("bind", "Add Binding…");
    await window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Counter" }).first().click();
    await areTicked(["bind", "declare"]);
    await window.command("File: Save All");
    const written = {
      exports: { Counter: { type: "durable-object", storage: "sqlite" } },
      durable_objects: { bindings: [{ name: "COUNTER", class_name: "Counter" }] },
    };
    await waitFor("the configuration", () => read("wrangler.json").includes("COUNTER") || undefined);
    const { exports, durable_objects } = JSON.parse(read("wrangler.json")) as typeof written;
    assert.deepEqual({ exports, durable_objects }, written);
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
    await toast("Who is logged in is not known").waitFor({ timeout: 60_000 });
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
    const port = await portIn(status);
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

  async function press(step: keyof typeof titles, button: string): Promise<void> {
    await window.page.locator(".getting-started-step").filter({ hasText: titles[step] }).first().click();
    await window.page.locator(".getting-started-step .monaco-button").filter({ hasText: button }).first().click();
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
