import assert from "node:assert/strict";
import path from "node:path";
import { makeVsix } from "../../scripts/vsix.ts";
import { temporaryFolder } from "../host/endings.ts";
import { copyFolder, startUI, type UI } from "../host/ui.ts";
import { builtFolder } from "../support/built.ts";

describe("the VSIX, installed by a fresh VS Code", function () {
  this.timeout(180_000);
  let ui: UI;

  before(async () => {
    const [folder] = temporaryFolder("do-vsix-ui");
    ui = await startUI({ vsix: await makeVsix({ file: path.join(folder, "a.vsix"), dist: builtFolder() }) });
  });

  after(async () => ui.close());

  it("finds the mistake, mends it, and shows the page of its rule", async () => {
    const window = await ui.open(copyFolder("samples/chat"));
    const { page } = window;
    await window.openFile("wrangler.jsonc");
    await page.locator(".squiggly-error").first().waitFor();
    await window.command("Go to Next Problem (Error, Warning, Info)");
    assert.match(await page.locator(".marker-widget .message").innerText(), /ChatRoom/);
    await window.quickFix(/^Export ChatRoom/);
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    await window.command("Durable Objects: Show Page of a Rule");
    await page.locator(".quick-input-widget input.input").fill("bound-class-not-exported");
    await page.keyboard.press("Enter");
    await page.locator(".tab.active").filter({ hasText: "Preview bound-class-not-exported.md" }).waitFor();
    await window.close();
  });
});
