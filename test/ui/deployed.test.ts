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
    await stage.picked(/Deploy counter/).click();
    await stage.toast("is deployed").waitFor();
    await stage.window.command("Durable Objects: Upload Version…");
    await stage.picked(/Upload a version of counter/).click();
    await stage.toast("A version of counter is uploaded").waitFor();
    assert.equal(counter().versions.length, 2);
    assert.equal(counter().deployments.length, 1);
  });

  it("splits its traffic between two versions", async () => {
    const [first, second] = counter().versions.map(({ id }) => id);
    await stage.window.command("Durable Objects: Deploy Versions…");
    await stage.picked(/Version 2/).click();
    await stage.window.screenshot("versions");
    await stage.page.keyboard.press("Enter");
    await stage.page.getByText("Percent of the traffic").waitFor();
    await stage.window.screenshot("versions-share");
    await stage.type("25");
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
    const [first] = counter().versions;
    await stage.window.command("Durable Objects: Roll Back…");
    await stage.picked(/Version 1/).waitFor();
    await stage.window.screenshot("rollback");
    await stage.picked(/Version 1/).click();
    await answer(/optional message/, "because");
    await answer(/Are you sure/, "y");
    await stage.window.screenshot("rollback-asks");
    // Without a terminal wrangler would have said yes to this by itself.
    await answer(/secrets have changed/, "y");
    await waitFor("the rollback", () => (counter().deployments.length === 3 ? true : undefined), 120);
    const [latest] = counter().deployments;
    assert.deepEqual([...(latest?.shares ?? [])], [[first?.id, 100]]);
    await waitFor("its end", async () => /has been deployed to 100%/.exec(await stage.terminal())?.[0], 60);
  });

  it("has a live log of the class that is wanted, which can be paused", async () => {
    const { tails } = stage.api;
    await stage.window.command("Durable Objects: Show Live Log");
    await stage.picked(/Everything/).waitFor();
    await stage.picked(/Counter/).click();
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
    await stage.type("Counter");
    await stage.page.getByText("Type counter to confirm").waitFor();
    await stage.type("counter");
    await answer(/Are you sure/, "y");
    await waitFor("its end", () => (stage.account.scripts.size === 0 ? true : undefined), 60);
  });

  /** Answers a question of wrangler in the terminal, which has the focus. */
  async function answer(question: RegExp, text: string): Promise<void> {
    await shows(question);
    await stage.page.keyboard.type(text);
    await stage.page.keyboard.press("Enter");
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
    const found = stage.account.scripts.get("counter");
    assert.ok(found);
    return found;
  }
});
