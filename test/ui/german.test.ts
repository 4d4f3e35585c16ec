import { copyFolder, startUI, type UI } from "../host/ui.ts";

describe("in German", function () {
  this.timeout(120_000);
  let ui: UI;

  before(async () => (ui = await startUI()));
  after(async () => ui.close());

  it("the walkthrough is the translated one, the page beside a step too", async () => {
    const window = await ui.open(copyFolder("samples/chat"), { width: 1800 });
    const { page } = window;
    // Of a language pack it takes the variable by which the page is told its language.
    await page.addInitScript(() => void Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: "de" }));
    await page.reload();
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    await window.openFile("wrangler.jsonc");
    await page.locator(".squiggly-error").first().waitFor();
    await window.command("Welcome: Open Walkthrough...");
    await page.locator(".quick-input-widget input.input").fill("Erste Schritte mit Durable Objects");
    await page.locator(".quick-input-list .monaco-list-row").first().click();
    await page.locator(".getting-started-step").filter({ hasText: "Ein Projekt anlegen" }).first().click();
    const beside = page.frameLocator("iframe.webview").frameLocator("#active-frame");
    await beside.getByRole("heading", { name: "Ein Projekt" }).waitFor();
    await window.screenshot("walkthrough-german");
    await window.close();
  });
});
