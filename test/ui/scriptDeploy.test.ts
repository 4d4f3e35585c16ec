import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { waitFor } from "../integration/support/waitFor.ts";
import type { Script } from "../wrangler/loopback/account.ts";
import { openStage, type Stage } from "./stage.ts";

/** Nothing can be put behind wrangler in such a script, so it has a terminal in which wrangler asks by itself. */
describe("A deploy by a script that hands nothing on to wrangler, as a person sees it", function () {
  this.timeout(300_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    const note = `node -e "require('fs').writeFileSync('after.txt', '')"`;
    stage.write("package.json", JSON.stringify({ private: true, scripts: { deploy: `wrangler deploy && ${note}` } }));
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());
  afterEach(async () => stage.window.command("Notifications: Clear All Notifications"));

  it("says which script runs, runs all of it, and tells of its end", async () => {
    await plan();
    await stage.row(/Runs the script deploy of package.json/).waitFor();
    await stage.window.screenshot("script-plan");
    await stage.pick(/Deploy counter/);
    await stage.toast("https://counter.acme.workers.dev").waitFor();
    await stage.window.screenshot("script-deployed");
    assert.match(await stage.terminal(), /node --run deploy/);
    assert.ok(existsSync(path.join(stage.folder, "after.txt")));
    assert.equal(counter().versions.length, 1);
  });

  it("leaves the question whether to overwrite what was changed elsewhere to wrangler, and takes a no", async () => {
    const versions = counter().versions.length;
    change();
    await deploy();
    await stage.asked(/Would you like to continue/);
    await stage.window.screenshot("script-asks");
    await stage.page.keyboard.press("n");
    await stage.asked(/Would you like to update the local config file/);
    await stage.page.keyboard.press("n");
    await waitFor("the end", async () => /press any key to close/.exec(await stage.terminal())?.[0], 60);
    assert.equal(counter().versions.length, versions);
    assert.equal(await stage.toast("is deployed").count(), 0);
  });

  it("goes on with a yes", async () => {
    const versions = counter().versions.length;
    change();
    await deploy();
    await stage.asked(/Would you like to continue/);
    await stage.page.keyboard.press("y");
    await stage.toast("is deployed").waitFor();
    assert.equal(counter().versions.length, versions + 1);
  });

  async function plan(): Promise<void> {
    await stage.window.command("Durable Objects: Deploy…");
    await stage.row(/Deploy counter/).waitFor();
  }

  async function deploy(): Promise<void> {
    await plan();
    await stage.pick(/Deploy counter/);
  }

  /** As the dashboard does it. */
  function change(): void {
    counter().lastDeployedFrom = "dash";
    counter().bindings = [...counter().bindings, { name: "ADDED", className: "Counter", scriptName: undefined }];
  }

  function counter(): Script {
    return stage.script("counter");
  }
});
