import type { Locator } from "playwright-core";
import type { Window } from "../../test/host/ui.ts";
import { hideSideBar, hover, replaceIn, word, type Picture } from "./picture.ts";

/** What is found while somebody types, and what is known. */
export const problemPictures: readonly Picture[] = [
  {
    name: "problems",
    folder: "samples/chat",
    height: 480,
    async prepare(window) {
      await window.openFile("wrangler.jsonc");
      await hideSideBar(window);
      await mistake(window).waitFor();
    },
    show: async (window) => hover(window, mistake(window), "Quick Fix"),
  },
  {
    name: "sql",
    height: 480,
    change: (folder) => replaceIn(folder, "src/room.ts", ["SELECT author", "SELECT autor"]),
    async prepare(window) {
      await window.openFile("src/room.ts", 26);
      await hideSideBar(window);
      await mistake(window).waitFor();
    },
    show: async (window) => hover(window, mistake(window), "Quick Fix"),
  },
  {
    name: "hover",
    height: 500,
    async prepare(window) {
      await window.openFile("wrangler.jsonc", 10);
      await hideSideBar(window);
      await window.page.locator(".codelens-decoration a").first().waitFor();
    },
    show: async (window) => hover(window, word(window, /^"ChatRoom"$/), "webSocketMessage"),
  },
  {
    name: "snippets",
    height: 520,
    change: (folder) => replaceIn(folder, "src/member.ts", ["}\n}\n", "}\n}\n\n"]),
    async prepare(window) {
      await window.openFile("src/member.ts", 8);
      await hideSideBar(window);
      await window.page.locator(".view-line").last().click();
      await window.page.locator(".monaco-editor.focused").waitFor();
      await window.page.keyboard.type("do", { delay: 100 });
    },
    async show({ page }) {
      await page.keyboard.press("ControlOrMeta+Space");
      await page.locator(".suggest-widget .monaco-list-row").filter({ hasText: "do-fetch" }).first().waitFor();
    },
  },
];

function mistake({ page }: Window): Locator {
  return page.locator(".squiggly-error").first();
}
