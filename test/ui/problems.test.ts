import assert from "node:assert/strict";
import { copyFolder, startUI, type UI } from "../host/ui.ts";

describe("a person who opens the sample", function () {
  this.timeout(120_000);
  let ui: UI;

  before(async () => {
    ui = await startUI();
  });

  after(async () => ui.close());

  it("sees the mistake, and mends it with the keyboard", async () => {
    const window = await ui.open(copyFolder("samples/chat"));
    const { page } = window;
    await window.openFile("wrangler.jsonc");
    await page.locator(".squiggly-error").first().waitFor();
    await window.command("Go to Next Problem (Error, Warning, Info)");
    assert.match(await page.locator(".marker-widget .message").innerText(), /ChatRoom/);

    await page.keyboard.press("ControlOrMeta+.");
    await page
      .locator(".action-widget .monaco-list-row")
      .filter({ hasText: /^Export ChatRoom/ })
      .first()
      .click();
    await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
    await window.close();
  });
});
