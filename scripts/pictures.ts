import type { Window } from "../test/host/ui.ts";
import { waitFor } from "../test/integration/support/waitFor.ts";

/** A picture of the extension at work. */
export type Picture = {
  /** The file's name, to which `-light.png` and `-dark.png` are added. */
  readonly name: string;
  /** The folder that is opened, a copy of it; relative to the project. */
  readonly folder: string;
  /** Whether the sample's one mistake is mended before. */
  readonly isMended?: boolean;
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
    isMended: true,
    async prepare(window) {
      const { page } = window;
      await page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
      const row = (text: string | RegExp) => page.locator(".monaco-list-row").filter({ hasText: text }).first();
      await row(/ChatRoom.*SQLite/).waitFor();
      await row("ChatRoom").locator(".monaco-tl-twistie").click();
      await row("webSocketMessage").waitFor();
      await window.openFile("src/room.ts");
      await page.locator(".codelens-decoration a").first().waitFor();
    },
  },
  {
    name: "hover",
    folder: "samples/chat",
    isMended: true,
    async prepare(window) {
      const { page } = window;
      await window.openFile("wrangler.jsonc", 8);
      await page.locator(".codelens-decoration a").first().waitFor();
      await page
        .locator(".view-line span")
        .filter({ hasText: /^"ChatRoom"$/ })
        .first()
        .hover();
      await page.locator(".monaco-hover:not(.hidden)").filter({ hasText: "ROOMS" }).first().waitFor();
    },
  },
];

async function openWithMistake(window: Window): Promise<void> {
  await window.openFile("wrangler.jsonc");
  await window.page.locator(".squiggly-error").first().waitFor();
}

/** A key that arrives while VS Code is still opening something goes to nobody, so it is pressed until there is an answer. */
async function offerFixes(window: Window): Promise<void> {
  const { page } = window;
  await window.command("Go to Next Problem (Error, Warning, Info)");
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
