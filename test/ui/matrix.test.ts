import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator } from "playwright-core";
import { copyFolder, startUI, type UI } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";

describe("the environment matrix", function () {
  this.timeout(300_000);
  let ui: UI;

  before(async () => (ui = await startUI()));
  after(async () => ui.close());

  it("shows each class in each environment, is used with the keyboard, and adds a binding", async () => {
    const folder = copyFolder("samples/chat");
    const config = path.join(folder, "wrangler.jsonc");
    writeFileSync(config, readFileSync(config, "utf8").replace(/\}\s*$/, `,  "env": { "staging": {} }\n}\n`));
    const entry = path.join(folder, "src/index.ts");
    writeFileSync(entry, `export { ChatRoom } from "./room";\n${readFileSync(entry, "utf8")}`);
    const window = await ui.open(folder, { colorScheme: "dark" });
    const { page } = window;
    await page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
    const worker = page.locator(".monaco-list-row").filter({ hasText: "chat" }).first();
    await worker.hover();
    await worker.locator(".action-label[aria-label='Show Environments']").click();
    const matrix = page.frameLocator("iframe.webview").frameLocator("#active-frame");
    const cells = matrix.getByRole("gridcell");
    await cells.nth(1).waitFor();
    assert.equal(await matrix.getByRole("grid").getAttribute("aria-label"), "Durable Objects of chat by environment");
    assert.deepEqual(await labels(matrix), [
      "ChatRoom in top level: env.ROOMS. Go to it",
      "ChatRoom in staging: inherited, not bound. Add the binding",
    ]);
    await cells.first().click();
    await page.locator('.tab.active[data-resource-name="wrangler.jsonc"]').waitFor();
    await window.screenshot("matrix-dark");
    await cells.first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await matrix.getByRole("gridcell", { name: "ChatRoom in staging: env.ROOMS. Go to it" }).waitFor();
    await page.keyboard.press("ArrowLeft");
    assert.equal(await cells.first().evaluate((cell) => cell === cell.ownerDocument.activeElement), true);
    await window.colorScheme("light");
    await window.screenshot("matrix-light");
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    await page.locator(".monaco-workbench.hc-black").waitFor();
    await window.screenshot("matrix-high-contrast");
    await window.command("File: Save All Files");
    await waitFor("the saved binding", () => /staging.*ROOMS/s.test(readFileSync(config, "utf8")) || undefined);
    await window.reload();
    // Until the extension host of the new window is there.
    const timeout = 90_000;
    await page.locator(".tab").filter({ hasText: "chat: Environments" }).click({ timeout });
    await matrix.getByRole("gridcell", { name: "ChatRoom in staging: env.ROOMS. Go to it" }).waitFor({ timeout });
    await window.close();
  });
});

async function labels(matrix: FrameLocator): Promise<readonly (string | null)[]> {
  const cells = await matrix.getByRole("gridcell").all();
  return Promise.all(cells.map(async (cell) => cell.getAttribute("aria-label")));
}
