import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { copyShipped } from "../host/shipped.ts";
import { openStage, type Stage } from "./stage.ts";

describe("The doctor and what it finds, as a person sees it", function () {
  this.timeout(300_000);
  const [folder] = temporaryFolder("do-doctor");
  let stage: Stage;

  /** A build that says where issues go, and a Node that says it is an old one. */
  before(async () => {
    const extension = path.join(folder, "extension");
    copyShipped(path.resolve("."), extension);
    const manifest = path.join(extension, "package.json");
    const fields: object = JSON.parse(readFileSync(manifest, "utf8"));
    writeFileSync(manifest, JSON.stringify({ ...fields, bugs: { url: "https://github.com/acme/rooms/issues" } }));
    writeFileSync(path.join(folder, "old-node"), "#!/bin/sh\necho v18.20.0\n");
    chmodSync(path.join(folder, "old-node"), 0o755);
    stage = await openStage({ ui: { extension } });
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());
  afterEach(async () => stage.window.command("Notifications: Clear All Notifications"));

  it("reports what is there and why, to be copied, without secrets", async () => {
    await stage.window.command("Durable Objects: Doctor");
    await stage.press("no secrets", "Copy");
    await stage.window.screenshot("doctor");
    await stage.window.colorScheme("dark");
    await stage.window.screenshot("doctor-dark");
    await stage.window.colorScheme("light");
    const report = await clipboard();
    assert.match(report, /\| ✓ \| wrangler \| 4\.\d+\.\d+ from node_modules: /);
    assert.match(report, /\| Configuration \| wrangler\.jsonc \(the only one\) \|/);
    assert.match(report, /\| ✓ \| Login \| logged in \|/);
    assert.doesNotMatch(report, /loopback-token|Acme|somebody@/);
  });

  it("fills in a new issue", async () => {
    await stage.window.openFile("wrangler.jsonc");
    await stage.window.command("Durable Objects: Report Issue…");
    const dialog = stage.page.locator(".monaco-dialog-box");
    await dialog.getByText("https://github.com/acme/rooms/issues/new").waitFor();
    await stage.window.screenshot("report-issue");
    await dialog.locator(".monaco-button").filter({ hasText: "Copy" }).click();
    const body = new URL(await clipboard()).searchParams.get("body") ?? "";
    assert.match(body, /\| ✓ \| wrangler \| 4\./);
    assert.doesNotMatch(body, /loopback-token|Acme|somebody@/);
  });

  it("is offered where Node is too old, with the setting that names another", async () => {
    await stage.setting("durableObjects.node.path", path.join(folder, "old-node"));
    await stage.window.command("Durable Objects: Start Dev");
    await stage.toast("Node 18.20.0 is too old for wrangler").waitFor();
    await stage.window.screenshot("old-node");
    await stage.press("too old for wrangler", "Choose Another Node");
    await stage.page.locator(".settings-editor").getByText("The Node that runs wrangler").first().waitFor();
    await stage.window.screenshot("old-node-setting");
  });

  async function clipboard(): Promise<string> {
    return String(await stage.page.evaluate("navigator.clipboard.readText()"));
  }
});

describe("A build that names no page for issues, as a person sees it", function () {
  this.timeout(300_000);
  let stage: Stage;
  before(async () => {
    const [folder] = temporaryFolder("do-no-issues");
    const extension = path.join(folder, "extension");
    copyShipped(path.resolve("."), extension);
    const manifest = path.join(extension, "package.json");
    const fields: object = JSON.parse(readFileSync(manifest, "utf8"));
    writeFileSync(manifest, JSON.stringify({ ...fields, bugs: undefined }));
    stage = await openStage({ ui: { extension } });
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());

  it("puts the report of a new issue into the clipboard, and says so", async () => {
    await stage.window.command("Durable Objects: Report Issue…");
    await stage.toast("This build names no page for issues. The doctor's report is in the clipboard.").waitFor();
    await stage.window.screenshot("report-copied");
    assert.match(String(await stage.page.evaluate("navigator.clipboard.readText()")), /\| ✓ \| wrangler \| 4\./);
  });
});
