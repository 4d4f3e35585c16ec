import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { waitFor } from "../integration/support/waitFor.ts";
import type { Script } from "../wrangler/loopback/account.ts";
import { openStage, type Stage } from "./stage.ts";

describe("Deploying from the editor, as a person sees it", function () {
  this.timeout(300_000);
  let stage: Stage;

  before(async () => {
    stage = await openStage();
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());
  afterEach(async () => stage.window.command("Notifications: Clear All Notifications"));

  it("shows what will happen, and tells of its end with the address and what is done next", async () => {
    await plan();
    await stage.window.screenshot("plan");
    await stage.pick(/Deploy counter/);
    await stage.toast("https://counter.acme.workers.dev").waitFor();
    await stage.window.screenshot("deployed");
    for (const action of ["Open", "Live Log", "Dashboard"]) {
      await stage.toast("is deployed").locator(".monaco-button").filter({ hasText: action }).waitFor();
    }
    assert.deepEqual([...counter().namespaces.keys()], ["Counter"]);
  });

  it("puts what wrangler would overwrite to the person, and overwrites it only with their yes", async () => {
    counter().lastDeployedFrom = "dash";
    counter().bindings = [...counter().bindings, { name: "ADDED", className: "Counter", scriptName: undefined }];
    const versions = counter().versions.length;
    await deploy();
    await stage.row(/Do not deploy/).waitFor();
    await stage.window.screenshot("deploy-overwrites");
    assert.equal(counter().versions.length, versions);
    await stage.pick(/overwrite it/);
    await stage.toast("is deployed").waitFor();
    assert.equal(counter().versions.length, versions + 1);
  });

  it("asks before it ends a deployment that is split between versions", async () => {
    const [first, second] = counter().versions;
    const [latest] = counter().deployments;
    assert.ok(first && second && latest);
    const shares = new Map([
      [first.id, 90],
      [second.id, 10],
    ]);
    counter().deployments = [{ ...latest, shares }];
    const versions = counter().versions.length;
    await deploy();
    await stage.row(/end the split/).waitFor();
    await stage.window.screenshot("deploy-split");
    await stage.pick(/Do not deploy/);
    await waitFor("the end", async () => ((await stage.terminal()).includes("Not deployed.") ? true : undefined), 60);
    assert.equal(counter().versions.length, versions);
    counter().deployments = [latest];
  });

  it("says after a cancel that nobody knows whether it arrived, and offers to look", async () => {
    stage.api.faults.push({ on: /^(PUT|POST) .*\/(counter|versions)$/, kind: "slow", times: 1, delay: 20_000 });
    const before = uploads();
    await deploy();
    await waitFor("the upload", () => (uploads() > before ? true : undefined), 120);
    await stage.window.screenshot("deploying");
    await stage.press("Deploying counter", "Cancel");
    await stage.toast("is not known").waitFor();
    await stage.window.screenshot("deploy-unknown");
    await stage.press("is not known", "Show What Is Deployed");
    await waitFor("what is deployed", async () => /Version\(s\)/.exec(await stage.terminal())?.[0], 60);
    assert.equal(uploads(), before + 1);
    stage.api.faults.length = 0;
  });

  it("makes a refusal a problem at the class, explained", async () => {
    counter().namespaces.set("Gone", { id: "gone", storage: "sqlite" });
    await deploy();
    await stage.toast("Gone is deployed, but `exports` has no entry for it").waitFor();
    await stage.press("Gone is deployed", "Show Problems");
    await stage.page.locator(".markers-panel").getByText("Gone is deployed").first().waitFor();
    await stage.window.screenshot("refused");
    await stage.window.colorScheme("dark");
    await stage.window.screenshot("refused-dark");
    await stage.window.colorScheme("light");
    counter().namespaces.delete("Gone");
  });

  it("asks to type the name of a class whose data a deploy deletes", async () => {
    stage.replaceIn("wrangler.jsonc", '"storage": "sqlite"', '"state": "deleted"');
    stage.replaceIn("wrangler.jsonc", '[{ "name": "COUNTER", "class_name": "Counter" }]', "[]");
    writeFileSync(path.join(stage.folder, "src/index.ts"), 'export default { fetch: () => new Response("none") };\n');
    // VS Code tells of files that others have written a moment later; until then the plan or the check says so.
    for (;;) {
      await stage.window.command("Durable Objects: Deploy…");
      await stage.row(/Deploy/).waitFor();
      if ((await stage.page.locator(".quick-input-list").getByText("ALL its data").count()) > 0) break;
      await stage.page.keyboard.press("Escape");
    }
    await stage.window.colorScheme("dark");
    await stage.window.screenshot("plan-deletes-dark");
    await stage.window.colorScheme("light");
    await stage.window.screenshot("plan-deletes");
    await stage.pick(/Deploy counter/);
    await stage.page.getByText("Type its name to go on").waitFor();
    await stage.enter("counter");
    await stage.page.getByText("Type Counter to confirm").waitFor();
    await stage.window.screenshot("plan-types-name");
    assert.equal(counter().namespaces.size, 1);
    await stage.enter("Counter");
    await stage.toast("is deployed").waitFor();
    assert.equal(counter().namespaces.size, 0);
  });

  async function plan(): Promise<void> {
    await stage.window.command("Durable Objects: Deploy…");
    await stage.row(/Deploy counter/).waitFor();
  }

  async function deploy(): Promise<void> {
    await plan();
    await stage.pick(/Deploy counter/);
  }

  function counter(): Script {
    return stage.script("counter");
  }

  function uploads(): number {
    return stage.api.requests.filter((each) => /^(PUT|POST) .*\/(counter|versions)$/.test(each)).length;
  }
});
