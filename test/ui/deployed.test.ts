import assert from "node:assert/strict";
import { waitFor } from "../integration/support/waitFor.ts";
import type { Script } from "../wrangler/loopback/account.ts";
import { openStage, type Stage } from "./stage.ts";

describe("A deployed Worker in the editor, as a person sees it", function () {
  this.timeout(300_000);
  let stage: Stage;

  before(async () => {
    stage = await openStage();
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());
  afterEach(async () => stage.window.command("Notifications: Clear All Notifications"));

  it("is said not to be there before its first deploy", async () => {
    await stage.window.command("Durable Objects: Roll Back…");
    await stage.toast("is not deployed in the account yet").waitFor();
  });

  it("gets a version that has no traffic", async () => {
    await stage.window.command("Durable Objects: Deploy…");
    await stage.pick(/Deploy counter/);
    await stage.toast("is deployed").waitFor();
    await stage.window.command("Durable Objects: Upload Version…");
    await stage.pick(/Upload a version of counter/);
    await stage.toast("A version of counter is uploaded").waitFor();
    assert.equal(counter().versions.length, 2);
    assert.equal(counter().deployments.length, 1);
  });

  it("is opened in the dashboard of its account, at the Worker", async () => {
    await stage.window.command("Durable Objects: Open Dashboard");
    await opens("https://dash.cloudflare.com/account/workers/services/view/counter/production");
  });

  it("splits its traffic between two versions", async () => {
    const [first, second] = counter().versions.map(({ id }) => id);
    await stage.window.command("Durable Objects: Deploy Versions…");
    await stage.pick(/Version 2/);
    await stage.window.screenshot("versions");
    await stage.page.keyboard.press("Enter");
    await stage.page.getByText("Percent of the traffic").waitFor();
    await stage.window.screenshot("versions-share");
    await stage.enter("25");
    await stage.toast("Traffic of counter").waitFor();
    assert.deepEqual(
      [...(counter().deployments[0]?.shares ?? [])],
      [
        [second, 25],
        [first, 75],
      ],
    );
  });

  it("goes back to a version that is chosen, once wrangler's own questions are answered", async () => {
    counter().secrets = ["TOKEN"];
    counter().deployments = counter().deployments.slice(-2);
    const [first] = counter().versions;
    await stage.window.command("Durable Objects: Roll Back…");
    await stage.row(/Version 1/).waitFor();
    await stage.window.screenshot("rollback");
    await stage.pick(/Version 1/);
    await stage.asked(/optional message/);
    await stage.page.keyboard.type("because");
    await stage.page.keyboard.press("Enter");
    await agree(/Are you sure/);
    // Without a terminal wrangler would have said yes to this by itself.
    await stage.asked(/The following secrets have changed/);
    await stage.window.screenshot("rollback-asks");
    assert.equal(counter().deployments.length, 2);
    await agree(/The following secrets have changed/);
    await stage.toast("counter runs version").waitFor();
    await stage.window.screenshot("rolled-back");
    const [latest] = counter().deployments;
    assert.deepEqual([...(latest?.shares ?? [])], [[first?.id, 100]]);
    assert.equal(latest?.message, "because");
  });

  it("has a live log of the class that is wanted, which can be paused", async () => {
    const { tails } = stage.api;
    await stage.window.command("Durable Objects: Show Live Log");
    await stage.row(/Everything/).waitFor();
    await stage.pick(/Counter/);
    await waitFor("the connection", () => (tails.following("counter") > 0 ? true : undefined), 120);
    tails.emit("counter", event("Other", "passedOver"));
    tails.emit("counter", event("Counter", "increment"));
    await shows(/Counter\.increment\(\)/);
    await stage.page.locator(".terminal-wrapper.active").click();
    await stage.page.keyboard.press("p");
    await shows(/-- paused --/);
    tails.emit("counter", event("Counter", "whilePaused"));
    await stage.window.screenshot("tail");
    await stage.window.command("Durable Objects: Pause or Resume Live Log");
    await shows(/-- resumed --[^]*Counter\.whilePaused\(\)/);
    assert.doesNotMatch(await stage.terminal(), /passedOver/);
    assert.doesNotMatch(await stage.terminal(), /whilePaused[^]*resumed/);
    await stage.page.locator(".terminal-wrapper.active").click();
    await stage.page.keyboard.press("Control+c");
    await waitFor("its end", () => (tails.left === 0 ? true : undefined), 60);
  });

  it("is deleted once its name is typed and wrangler's question is answered", async () => {
    await stage.window.command("Durable Objects: Delete Worker…");
    await stage.page.getByText("deletes its Durable Objects with ALL their data").waitFor();
    await stage.window.screenshot("delete-worker");
    await stage.enter("Counter");
    await stage.page.getByText("Type counter to confirm").waitFor();
    await stage.enter("counter");
    await agree(/Are you sure/);
    await waitFor("its end", () => (stage.account.scripts.size === 0 ? true : undefined), 60);
  });

  /** Says yes to a question of wrangler: the key alone. One more would answer the next, or close what is over. */
  async function agree(question: RegExp): Promise<void> {
    await stage.asked(question);
    await stage.page.keyboard.press("y");
  }

  /** Agrees to an address outside, which VS Code asks about, and waits until a page of its own asks for it. */
  async function opens(address: string): Promise<void> {
    const dialog = stage.page.locator(".monaco-dialog-box").filter({ hasText: address });
    await dialog.waitFor();
    await stage.window.screenshot("dashboard");
    const asked = stage.page.context().waitForEvent("request", (request) => request.url() === address);
    const page = stage.page.context().waitForEvent("page");
    await dialog.locator(".monaco-button").filter({ hasText: "Open" }).first().click();
    await asked;
    await (await page).close();
  }

  async function shows(text: RegExp): Promise<void> {
    await waitFor(String(text), async () => (text.test(await stage.terminal()) ? true : undefined), 120);
  }

  function event(entrypoint: string, rpcMethod: string): object {
    return {
      outcome: "ok",
      entrypoint,
      executionModel: "durableObject",
      durableObjectId: "0123456789abcdef",
      eventTimestamp: Date.UTC(2026, 10, 1),
      event: { rpcMethod },
      logs: [{ level: "log", message: ["hello"] }],
      exceptions: [],
    };
  }

  function counter(): Script {
    return stage.script("counter");
  }
});
