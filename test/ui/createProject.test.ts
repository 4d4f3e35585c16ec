import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { waitFor } from "../integration/support/waitFor.ts";
import { openStage, type Stage } from "./stage.ts";

describe("Creating a project, as a person sees it", function () {
  this.timeout(600_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage({
      hasModules: false,
      variables: { CREATE_CLOUDFLARE_TELEMETRY_DISABLED: "1", CI: undefined },
      // The dialog of the window itself, which can be typed into.
      ui: { settings: { "files.simpleDialog.enable": true } },
    });
    await stage.window.openFile("wrangler.jsonc");
  });
  after(async () => stage.close());

  it("runs create-cloudflare with its Durable Object template, and opens what it has made", async () => {
    await stage.window.command("Durable Objects: Create Durable Objects Project…");
    const box = stage.page.locator(".quick-input-box input");
    await stage.page.locator(".quick-input-title").getByText("Folder that the project's folder").waitFor();
    await box.fill(`${stage.folder}/`);
    await stage.page.locator(".quick-input-action").getByText("Create Here").click();
    await stage.page.getByText("Name of the Worker and of its folder").waitFor();
    await stage.window.screenshot("create-name");
    await stage.type("My Rooms");
    await stage.page.getByText("Use lower case letters, digits and dashes.").waitFor();
    await stage.type("my-rooms");
    const project = path.join(stage.folder, "my-rooms");
    await waitFor("the project", () => (existsSync(path.join(project, "wrangler.jsonc")) ? true : undefined), 300);
    await stage.toast("The project is created").waitFor({ timeout: 400_000 });
    await stage.window.screenshot("create-done");
    assert.match(readFileSync(path.join(project, "wrangler.jsonc"), "utf8"), /durable_objects/);
    assert.ok(existsSync(path.join(project, "node_modules/wrangler/package.json")));
    await stage.act("The project is created", "Open");
    await stage.page.waitForURL(/my-rooms/);
    await stage.page.locator(".explorer-folders-view").getByText("wrangler.jsonc").waitFor();
    await stage.window.screenshot("create-opened");
  });
});
