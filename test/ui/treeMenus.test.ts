import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { copyFolder, startUI, type UI, type Window } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { personAt, type Person } from "./person.ts";

describe("a node of the view of Durable Objects", function () {
  this.timeout(180_000);
  let ui: UI;
  let window: Window;
  let page: Page;
  let person: Person;

  before(async () => {
    ui = await startUI();
    const folder = copyFolder("samples/chat");
    const entry = path.join(folder, "src/index.ts");
    writeFileSync(entry, `export { ChatRoom } from "./room";\n${readFileSync(entry, "utf8")}`);
    window = await ui.open(folder);
    ({ page } = window);
    person = personAt(page);
    await page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
    await row(/ChatRoom.*SQLite/).waitFor();
  });

  after(async () => ui.close());

  it("says under the mouse what is known of it", async () => {
    const tooltip = page.locator(".monaco-hover").filter({ hasText: "Bound as" });
    await until(tooltip, async () => {
      // A mouse that rests where it was asks for nothing.
      await page.mouse.move(0, 0);
      await row(/ChatRoom/).hover();
    });
    const text = await tooltip.first().innerText();
    for (const each of ["ChatRoom", "SQLite", "env.ROOMS"]) assert.ok(text.includes(each), text);
    await window.screenshot("tree-tooltip");
    await page.mouse.move(0, 0);
  });

  it("leads from its menu to the binding, the step of the lifecycle and the class, and gives its name", async () => {
    for (const [item, file, text] of [
      ["Go to Binding", "wrangler.jsonc", "ROOMS"],
      ["Go to Lifecycle", "wrangler.jsonc", "ChatRoom"],
      ["Go to Class", "room.ts", "class ChatRoom"],
    ] as const) {
      await person.choose(row(/ChatRoom/), item);
      await page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
      await page.locator(".view-line").filter({ hasText: text }).first().waitFor();
    }
    await person.choose(row(/ChatRoom/), "Copy Name");
    await waitFor("the name in the clipboard", async () =>
      (await page.evaluate<string>("navigator.clipboard.readText()")) === "ChatRoom" ? true : undefined,
    );
  });

  it("is revealed when its class is in the active editor", async () => {
    await window.openFile("wrangler.jsonc", 1);
    const worker = page.locator('.pane-body .monaco-list-row[aria-level="1"]');
    // A class that is selected already is not looked for.
    await worker.click();
    await page.locator('.pane-body .monaco-list-row[aria-level="1"][aria-selected="true"]').waitFor();
    const collapsed = page.locator('.pane-body .monaco-list-row[aria-level="1"][aria-expanded="false"]');
    await until(collapsed, async () => worker.locator(".monaco-tl-twistie").click());
    assert.equal(await row(/ChatRoom/).count(), 0);
    await window.openFile("room.ts", 12);
    await page.locator('.monaco-list-row[aria-selected="true"]').filter({ hasText: "ChatRoom" }).waitFor();
    await window.screenshot("tree-revealed");
  });

  function row(text: RegExp): Locator {
    return page.locator(".pane-body .monaco-list-row").filter({ hasText: text }).first();
  }

  /** Does something again until it shows: what a busy window is told may be lost. */
  async function until(wanted: Locator, act: () => Promise<void>): Promise<void> {
    await waitFor(
      "what was asked for",
      async () => {
        await act();
        return wanted
          .first()
          .waitFor({ timeout: 8000 })
          .then(
            () => true,
            () => undefined,
          );
      },
      120,
    );
  }
});
