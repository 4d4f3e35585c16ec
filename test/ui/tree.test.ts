import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { copyFolder, startUI, type UI } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";

describe("the view of Durable Objects", function () {
  this.timeout(120_000);
  let ui: UI;

  before(async () => (ui = await startUI()));
  after(async () => ui.close());

  it("shows the classes with what belongs to them; a click opens the text; an edit of the file is followed", async () => {
    const folder = copyFolder("samples/chat");
    const entry = path.join(folder, "src/index.ts");
    const window = await ui.open(folder, { colorScheme: "dark" });
    const { page } = window;
    await page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
    const row = (text: string | RegExp) => page.locator(".monaco-list-row").filter({ hasText: text }).first();
    await row(/ChatRoom.*not exported/).waitFor();
    writeFileSync(entry, `export { ChatRoom } from "./room";\n${readFileSync(entry, "utf8")}`);
    await row(/ChatRoom.*SQLite$/).waitFor();
    await row("ChatRoom").locator(".monaco-tl-twistie").click();
    await row("webSocketMessage").waitFor();
    await window.screenshot("tree-dark");
    await row("webSocketMessage").click();
    await page.locator('.tab.active[data-resource-name="room.ts"]').waitFor();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("\n// typed on");
    await row("webSocketMessage").waitFor();
    assert.equal(await row("ChatRoom").getAttribute("aria-expanded"), "true");
    await window.colorScheme("light");
    await window.screenshot("tree-light");
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    await page.locator(".monaco-workbench.hc-black").waitFor();
    await row("webSocketMessage").click({ button: "right" });
    await page.locator(".monaco-menu .action-item").filter({ hasText: "Copy Name" }).waitFor();
    await window.screenshot("tree-high-contrast");
    await window.close();
  });

  it("says what to do where there is nothing to show", async () => {
    for (const [name, text] of [
      ["readme.txt", "There is no wrangler configuration in this workspace."],
      ["wrangler.jsonc", "None of these Workers has a Durable Object yet"],
    ] as const) {
      const [folder] = temporaryFolder("do-empty");
      writeFileSync(path.join(folder, name), name === "wrangler.jsonc" ? `{ "name": "docs" }` : "");
      const window = await ui.open(folder);
      await window.page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
      await window.page.locator(".pane-body").filter({ hasText: text }).first().waitFor();
      await window.close();
    }
  });

  it("Add Durable Object writes class, export, binding and lifecycle, and nothing is wrong afterwards", async () => {
    const folder = copyFolder("samples/chat");
    const window = await ui.open(folder);
    const { page } = window;
    await window.openFile("wrangler.jsonc");
    await page.locator(".squiggly-error").first().waitFor();
    await window.command("Durable Objects: Add Durable Object…");
    const input = page.locator(".quick-input-widget input[type=text]");
    await page.locator(".quick-input-widget").filter({ hasText: "Name of the class" }).waitFor();
    await input.fill("Counter");
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Methods" }).click();
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "SQLite" }).click();
    await page.locator(".quick-input-widget").filter({ hasText: "File of the class" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active").filter({ hasText: "counter.ts" }).waitFor();
    await window.screenshot("add-object");
    await window.command("File: Save All Files");
    const config = await waitFor("the saved configuration", () => {
      const text = readFileSync(path.join(folder, "wrangler.jsonc"), "utf8");
      return text.includes("Counter") ? text : undefined;
    });
    assert.match(config, /"name": "COUNTER", "class_name": "Counter"/);
    assert.match(config, /"Counter": \{ "type": "durable-object", "storage": "sqlite" \}/);
    assert.match(readFileSync(path.join(folder, "src/index.ts"), "utf8"), /export \{ Counter \} from "\.\/counter/);
    await window.close();
  });
});
