import type { Window } from "../test/host/ui.ts";
import { waitFor } from "../test/integration/support/waitFor.ts";

/** A picture of the extension at work. */
export type Picture = {
  /** The file's name, to which `-light.png` and `-dark.png` are added. */
  readonly name: string;
  /** The folder that is opened, a copy of it; relative to the project. */
  readonly folder: string;
  /** Brings the window to what the picture shows, and waits for it. */
  readonly prepare: (window: Window) => Promise<void>;
};

/** All of them. A new one is a new entry. */
export const pictures: readonly Picture[] = [
  {
    name: "problems",
    folder: "samples/chat",
    async prepare(window) {
      await openWithMistake(window);
      await window.command("View: Toggle Problems");
      await window.page.locator(".markers-panel").getByText("bound-class-not-exported").waitFor();
      await window.openFile("wrangler.jsonc", 8);
      await offerFixes(window);
    },
  },
  {
    name: "tree",
    folder: "samples/chat",
    async prepare(window) {
      await openWithMistake(window);
      await window.openFile("src/room.ts");
      await window.page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
      const row = window.page.locator(".monaco-list-row").filter({ hasText: "ChatRoom" }).first();
      await row.waitFor();
      await row.locator(".monaco-tl-twistie").click();
      await window.page.locator(".monaco-list-row").filter({ hasText: "webSocketMessage" }).first().waitFor();
    },
  },
  {
    name: "hover",
    folder: "samples/chat",
    async prepare(window) {
      await openWithMistake(window);
      await window.openFile("src/room.ts", 10);
      await window.page.locator(".codelens-decoration a").first().waitFor();
      await window.page
        .locator(".view-line span", { hasText: /^\s*ChatRoom\s*$/ })
        .last()
        .hover();
      await window.page.locator(".monaco-hover:not(.hidden)").filter({ hasText: "ROOMS" }).first().waitFor();
    },
  },
];

async function openWithMistake(window: Window): Promise<void> {
  await window.openFile("wrangler.jsonc");
  await window.page.locator(".squiggly-error").first().waitFor();
}

/** A key that arrives while VS Code is still opening something goes to nobody, so it is pressed until there is an answer. */
async function offerFixes({ page, command }: Window): Promise<void> {
  await command("Go to Next Problem (Error, Warning, Info)");
  await page.locator(".marker-widget .message").waitFor();
  await waitFor("quick fixes", async () => {
    await page.keyboard.press("ControlOrMeta+.");
    const fixes = page.locator(".action-widget .monaco-list-row").first().waitFor({ timeout: 5000 });
    return fixes.then(
      () => true,
      () => undefined,
    );
  });
}
