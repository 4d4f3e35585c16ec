import { appendFileSync } from "node:fs";
import path from "node:path";
import { copyFolder, startUI, type UI } from "../host/ui.ts";

describe("SQL in a class, in a window", function () {
  this.timeout(120_000);
  let ui: UI;

  before(async () => (ui = await startUI()));
  after(async () => ui.close());

  it("completes tables and columns while it is typed, explains them, and leads to where they are created", async () => {
    const folder = copyFolder("samples/chat");
    appendFileSync(path.join(folder, "src/index.ts"), 'export { ChatRoom } from "./room";\n');
    const window = await ui.open(folder, { colorScheme: "light" });
    const { page } = window;
    await window.openFile("src/room.ts", 30);
    await page.locator(".codelens-decoration").first().waitFor({ state: "attached" });
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type('const oldest = this.sql.exec("SELECT author, sent FROM ');
    const suggestion = page.locator(".suggest-widget.visible .monaco-list-row").first();
    await suggestion.filter({ hasText: "messages" }).waitFor();
    await window.screenshot("sql-table-light");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" ORDER BY ");
    await suggestion.filter({ hasText: "author" }).waitFor();
    await window.colorScheme("dark");
    await window.screenshot("sql-column-dark");
    await page.keyboard.type("sen");
    await suggestion.filter({ hasText: "sent" }).waitFor();
    await page.keyboard.press("Enter");
    const line = page.locator(".view-line").filter({ hasText: "const oldest" });
    await line.filter({ hasText: "FROM messages ORDER BY sent" }).waitFor();
    await page.keyboard.press("Escape");
    await window.command("Show or Focus Hover");
    const hover = page.locator(".monaco-hover:visible").first();
    await hover.filter({ hasText: "sent INTEGER" }).waitFor();
    await window.screenshot("sql-hover-dark");
    await page.keyboard.press("Escape");
    await page.keyboard.press("F12");
    await page.locator("#status\\.editor\\.selection").filter({ hasText: "Ln 15," }).waitFor();
    await window.close();
  });
});
