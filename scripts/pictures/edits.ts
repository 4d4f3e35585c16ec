import { hideSideBar, row, settled, type Picture } from "./picture.ts";

/** Edits over several files. */
export const editPictures: readonly Picture[] = [
  {
    name: "add-object",
    width: 1200,
    height: 640,
    async prepare(window) {
      const { page } = window;
      await window.openFile("wrangler.jsonc", 10);
      await page.locator(".codelens-decoration a").first().waitFor();
      await hideSideBar(window);
      await window.command("Durable Objects: Add Durable Object…");
      await page.locator(".quick-input-widget").filter({ hasText: "Name of the class" }).waitFor();
      await page.locator(".quick-input-widget input[type=text]").fill("Presence");
      await page.keyboard.press("Enter");
      await row(window, "WebSockets").click();
      await row(window, "SQLite").click();
      await row(window, "staging").waitFor();
      await page.locator(".quick-input-widget .monaco-button").filter({ hasText: "OK" }).click();
      await page.locator(".quick-input-widget").filter({ hasText: "File of the class" }).waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".tab.active").filter({ hasText: "presence.ts" }).waitFor();
      await page.locator(".codelens-decoration a").filter({ hasText: "env.PRESENCE" }).waitFor();
      await window.command("View: Move Editor into Right Group");
      await page.locator(".tab.active").filter({ hasText: "presence.ts" }).waitFor();
      await settled(window);
    },
  },
];
