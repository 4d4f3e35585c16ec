import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { waitFor } from "../integration/support/waitFor.ts";
import { portIn } from "./person.ts";
import { openStage, type Stage } from "./stage.ts";

describe("A project without wrangler, as a person sees it", function () {
  this.timeout(600_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage({ hasModules: false });
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());
  afterEach(async () => stage.window.command("Notifications: Clear All Notifications"));

  it("is offered to be installed by the project's own package manager", async () => {
    stage.write("package.json", '{ "name": "counter", "private": true, "packageManager": "pnpm@10.0.0" }');
    await stage.window.command("Durable Objects: Start Dev");
    await offered("Install with pnpm").waitFor();
    await stage.window.screenshot("no-wrangler");
  });

  it("is told where the package manager has failed, which its terminal explains", async () => {
    stage.write("package.json", '{ "name": "counter", "private": true }');
    stage.write(".npmrc", "registry=http://127.0.0.1:1/\nfetch-retries=0\n");
    await stage.window.command("Durable Objects: Start Dev");
    await offered("Install with npm").click();
    await stage.toast("npm could not install wrangler").waitFor();
    await waitFor("npm's words", async () => /npm error/.exec(await stage.terminal())?.[0], 60);
    await stage.window.screenshot("install-failed");
  });

  it("has it installed at a click, and then what was asked for goes on by itself", async () => {
    rmSync(path.join(stage.folder, ".npmrc"), { force: true });
    await stage.window.command("Durable Objects: Start Dev");
    await offered("Install with npm").click();
    await waitFor("another run of npm", async () => (/npm error/.test(await stage.terminal()) ? undefined : true), 60);
    await stage.window.screenshot("installing");
    await stage.status(/counter:\d+/).waitFor({ timeout: 400_000 });
    await stage.window.screenshot("installed");
    assert.ok(existsSync(path.join(stage.folder, "node_modules/wrangler/bin/wrangler.js")));
    const port = await portIn(stage.status(/counter:\d+/));
    assert.equal(await (await fetch(`http://localhost:${port}/`)).text(), "count 1");
    await stage.window.command("Durable Objects: Stop Dev");
    await stage.status(/counter/).waitFor({ state: "detached" });
  });

  function offered(button: string): ReturnType<Stage["toast"]> {
    const message = stage.toast("wrangler is not installed in this project");
    return message.locator(".monaco-button").filter({ hasText: button }).first();
  }
});
