import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { waitFor } from "../integration/support/waitFor.ts";
import { openStage, type Stage } from "./stage.ts";

describe("Generated types that do not fit any more, as a person sees it", function () {
  this.timeout(300_000);
  let stage: Stage;
  before(async () => {
    // What is typed is a whole text, of which nothing is to be completed.
    const settings = {
      "editor.autoClosingBrackets": "never",
      "editor.autoSurround": "never",
      "editor.autoIndent": "none",
    };
    stage = await openStage({ ui: { settings } });
    await stage.window.openFile("wrangler.jsonc");
    await stage.window.command("Durable Objects: Generate Types");
    await waitFor("the types", () => (existsSync(types()) ? true : undefined), 120);
  });
  after(async () => stage.close());

  it("are told of when the configuration is saved, and made anew at a click", async () => {
    await saveWith("ADDED");
    await notice().waitFor();
    await stage.window.screenshot("stale-types");
    await notice().locator(".monaco-button").filter({ hasText: "Generate" }).click();
    await has("ADDED");
  });

  it("are told of no more once that was declined", async () => {
    await saveWith("ANOTHER");
    await notice().locator(".monaco-button").filter({ hasText: "Not Now" }).click();
    await notice().waitFor({ state: "detached" });
    await saveWith("THIRD");
    // This takes longer than to find out that they are stale.
    await stage.window.command("Durable Objects: Generate Types");
    await has("THIRD");
    assert.equal(await notice().count(), 0);
  });

  /** Writes a variable into the configuration, in its editor, and saves it. */
  async function saveWith(name: string): Promise<void> {
    const file = path.join(stage.folder, "wrangler.jsonc");
    const text = readFileSync(file, "utf8").replace(
      /(?:"vars": \{.*\},\s*)?"main"/,
      `"vars": { "${name}": "1" },\n  "main"`,
    );
    await stage.window.openFile("wrangler.jsonc", 2);
    await stage.page.keyboard.press("ControlOrMeta+a");
    await stage.page.keyboard.press("Delete");
    await stage.page.keyboard.insertText(text);
    await waitFor("the saved file", async () => {
      await stage.page.keyboard.press("ControlOrMeta+s");
      return readFileSync(file, "utf8") === text ? true : undefined;
    });
  }

  function notice(): ReturnType<Stage["toast"]> {
    return stage.toast("The generated types do not fit wrangler.jsonc any more");
  }

  function types(): string {
    return path.join(stage.folder, "worker-configuration.d.ts");
  }

  async function has(name: string): Promise<void> {
    await waitFor(name, () => (readFileSync(types(), "utf8").includes(name) ? true : undefined), 120);
  }
});
