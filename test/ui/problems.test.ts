import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { projectFolder } from "../host/paths.ts";
import { cleanEnvironment, run } from "../host/processes.ts";
import { copyFolder, startUI, type UI } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";

describe("a person who opens the sample", function () {
  this.timeout(120_000);
  let ui: UI;

  before(async () => {
    ui = await startUI();
  });

  after(async () => ui.close());

  it("sees the mistake that wrangler refuses, and mends it with the keyboard", async () => {
    const folder = copyFolder("samples/chat");
    await assert.rejects(deployDry(folder), /not exported in your entrypoint file: ChatRoom/);

    const window = await ui.open(folder);
    const { page } = window;
    await window.openFile("wrangler.jsonc");
    await page.locator(".squiggly-error").first().waitFor();
    await window.command("Go to Next Problem (Error, Warning, Info)");
    assert.match(await page.locator(".marker-widget .message").innerText(), /ChatRoom/);

    await window.quickFix(/^Export ChatRoom/);
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    const entry = path.join(folder, "src/index.ts");
    // A squiggle is also drawn anew by itself, so that it may be gone for a moment before the fix is there to be saved.
    await waitFor("the saved fix", async () => {
      await window.command("File: Save All Files");
      return readFileSync(entry, "utf8").includes("ChatRoom") ? true : undefined;
    });
    assert.match(await deployDry(folder), /env\.ROOMS \(ChatRoom\)/);
    await window.close();
  });
});

/** What the real `wrangler deploy --dry-run` prints. */
async function deployDry(folder: string): Promise<string> {
  const wrangler = path.join(projectFolder, "node_modules/wrangler/bin/wrangler.js");
  const [home] = temporaryFolder("do-home");
  const env = cleanEnvironment({ CI: "1", HOME: home, WRANGLER_SEND_METRICS: "false" });
  return run(process.execPath, [wrangler, "deploy", "--dry-run"], { cwd: folder, env });
}
