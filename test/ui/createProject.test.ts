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
    await create("My Rooms");
    await stage.page.getByText("Use lower case letters, digits and dashes.").waitFor();
    await stage.enter("my-rooms");
    await made("my-rooms");
    await stage.toast("The project is created").waitFor({ timeout: 400_000 });
    await stage.window.screenshot("create-done");
    assert.ok(existsSync(path.join(stage.folder, "my-rooms/node_modules/wrangler/package.json")));
    await stage.press("The project is created", "Open");
    await opened("my-rooms");
    await stage.window.screenshot("create-opened");
  });

  it("does so in a window that has no folder, where it asks nothing at the end", async () => {
    await stage.page.goto(new URL("/?ew=true", stage.page.url()).href);
    await stage.page.locator(".monaco-workbench .part.statusbar").waitFor();
    await create("first-rooms");
    await made("first-rooms");
    await opened("first-rooms", 400_000);
  });

  async function create(name: string): Promise<void> {
    await stage.window.command("Durable Objects: Create Durable Objects Project…");
    const box = stage.page.locator(".quick-input-box input");
    const title = stage.page.locator(".quick-input-title").getByText("Folder that the project's folder");
    const prompt = "Name of the Worker and of its folder";
    const question = stage.page.getByText(prompt);
    await title.waitFor();
    // The dialog looks at the folder first, and does not take it before.
    await waitFor(
      "the folder to be taken",
      async () => {
        if (await title.isVisible()) {
          await box.fill(`${stage.folder}/`);
          await stage.page.locator(".quick-input-action").getByText("Create Here").click();
        }
        return question.waitFor({ timeout: 5000 }).then(
          () => true,
          () => undefined,
        );
      },
      60,
    );
    await stage.window.screenshot("create-name");
    await stage.type(prompt, name);
  }

  async function made(name: string): Promise<void> {
    const config = path.join(stage.folder, name, "wrangler.jsonc");
    await waitFor("the project", () => (existsSync(config) ? true : undefined), 300);
    await stage.window.screenshot(`create-${name}`);
    assert.match(readFileSync(config, "utf8"), /durable_objects/);
  }

  async function opened(name: string, timeout?: number): Promise<void> {
    await stage.page.waitForURL(new RegExp(`folder=.*/${name}`), timeout === undefined ? {} : { timeout });
    await stage.page.locator(".explorer-folders-view").getByText("wrangler.jsonc").waitFor();
  }
});
