import assert from "node:assert/strict";
import { waitFor } from "../integration/support/waitFor.ts";
import { inGroup, leftOf, processTable } from "../wrangler/sessions/processTable.ts";
import { portIn } from "./person.ts";
import { openStage, seconds, type Stage } from "./stage.ts";

describe("wrangler dev in the editor, as a person sees it", function () {
  this.timeout(300_000);
  let stage: Stage;

  before(async () => {
    stage = await openStage();
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());

  it("is shown in the status bar, from its start until it is ready, with its output in a terminal", async () => {
    await startDev();
    await stage.window.screenshot("dev");
    await stage.window.colorScheme("dark");
    await stage.window.screenshot("dev-dark");
    await stage.window.colorScheme("light");
    assert.match(await stage.terminal(), /Ready on http:\/\//);
    assert.equal(await (await fetch(`http://localhost:${await port()}/`)).text(), "count 1");
  });

  it("is opened in the browser by one of its actions behind the status bar", async () => {
    const context = stage.page.context();
    // In the browser VS Code puts the port of its machine below an address of its own.
    const address = new RegExp(`\\b${await port()}\\b`);
    const page = context.waitForEvent("page");
    const asked = context.waitForEvent("request", (request) => address.test(request.url()));
    await stage.status(/counter:\d+/).click();
    await stage.pick(/Open in browser/);
    await asked;
    await (await page).close();
  });

  it("has its actions behind the status bar, and ends by one of them without a trace", async () => {
    const [group] = stage.sessions();
    await stage.status(/counter:\d+/).click();
    await stage.row(/Open in browser/).waitFor();
    await stage.window.screenshot("dev-actions");
    await stage.pick(/Stop/);
    await stage.status(/counter/).waitFor({ state: "detached" });
    assert.deepEqual(await leftOf(group, seconds(20)), []);
  });

  it("tells that wrangler was killed, and starts it again", async () => {
    await startDev();
    const [group] = stage.sessions();
    const bin = inGroup(group).find(
      (row) => row.command.includes("bin/wrangler.js") && !row.command.includes("supervisor"),
    );
    process.kill(bin?.pid ?? 0, "SIGKILL");
    await stage.toast("has ended").waitFor();
    assert.deepEqual(await leftOf(group, seconds(20)), []);
    await stage.press("has ended", "Restart");
    await waitFor("another session", () => stage.sessions()[0], 120);
    await ready();
  });

  it("leaves no process when the window is reloaded", async () => {
    const [group] = stage.sessions();
    assert.ok(group);
    await stage.window.reload();
    assert.deepEqual(await leftOf(group, seconds(60)), []);
  });

  it("leaves no process when VS Code's extension host is killed", async () => {
    await startDev();
    const [group] = stage.sessions();
    const rows = processTable();
    // The supervisor is the extension host's own child.
    const host = rows.find(({ pid }) => pid === rows.find((row) => row.pid === group)?.parent);
    assert.match(host?.command ?? "", /--type=extensionHost/);
    assert.ok(inGroup(group).some((row) => row.command.includes("workerd")));
    process.kill(host?.pid ?? 0, "SIGKILL");
    assert.deepEqual(await leftOf(group, seconds(20)), []);
  });

  it("leaves no process when the page is closed", async () => {
    await stage.window.reload();
    await startDev();
    const [group] = stage.sessions();
    await stage.window.close();
    await stage.ui.close();
    assert.deepEqual(await leftOf(group, seconds(20)), []);
  });

  async function startDev(): Promise<void> {
    await stage.window.command("Durable Objects: Start Dev");
    await ready();
  }

  async function ready(): Promise<void> {
    await stage.status(/counter:\d+/).waitFor();
  }

  async function port(): Promise<string> {
    return portIn(stage.status(/counter:\d+/));
  }
});
