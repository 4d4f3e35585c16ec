import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import type { Window } from "../../test/host/ui.ts";
import { waitFor } from "../../test/integration/support/waitFor.ts";

/** A picture of the extension at work. */
export type Picture = {
  /** The file's name, to which `-light.png` and `-dark.png` are added. */
  readonly name: string;
  /** The folder that is opened, a copy of it, relative to the project; the project of the pictures if it is not said. */
  readonly folder?: string;
  /** The size of the window, if it is not the usual one. */
  readonly width?: number;
  readonly height?: number;
  /** How much of the height is kept; all of it if it is not said. */
  readonly crop?: number;
  /** Changes the copy before it is opened. */
  readonly change?: (folder: string) => void;
  /** Brings the window to what the picture shows, and waits for it. */
  readonly prepare: (window: Window, folder: string) => Promise<void>;
  /** What a change of the theme takes away, such as a hover: done before each of the two. */
  readonly show?: (window: Window) => Promise<void>;
};

/** Replaces the one place of a text in a file. */
export function replaceIn(folder: string, file: string, [from, to]: readonly [from: string, to: string]): void {
  const at = path.join(folder, file);
  const text = readFileSync(at, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${file} does not have once: ${from}`);
  writeFileSync(
    at,
    text.replace(from, () => to),
  );
}

/** A row of a list, a tree or a quick pick. */
export function row({ page }: Window, text: string | RegExp): Locator {
  return page.locator(".monaco-list-row").filter({ hasText: text }).first();
}

/** Opens the view of Durable Objects. */
export async function openView({ page }: Window): Promise<void> {
  await page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
}

/** Waits until TypeScript has nothing to do, and the status bar nothing to say of it. */
export async function settled({ page }: Window): Promise<void> {
  await page
    .locator(".statusbar-item")
    .filter({ hasText: /Analyzing|Initializing/ })
    .waitFor({ state: "hidden" });
}

/** Leaves the whole width to the editor. */
export async function hideSideBar(window: Window): Promise<void> {
  await window.command("View: Toggle Primary Side Bar Visibility");
}

/** Holds the mouse over something in the editor until a hover with a text is there. */
export async function hover({ page }: Window, what: Locator, text: string): Promise<void> {
  const shown = page.locator(".monaco-hover:not(.hidden)").filter({ hasText: text }).first();
  await waitFor(`the hover with ${text}`, async () => {
    await page.mouse.move(500, 20);
    const box = await what.boundingBox();
    if (box === null) return undefined;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
    return shown.waitFor({ timeout: 3000 }).then(
      () => true,
      () => undefined,
    );
  });
}

/** A piece of text in the editor that is coloured by itself, such as a string of JSON. */
export function word({ page }: Window, text: RegExp): Locator {
  return page.locator(".view-line span").filter({ hasText: text }).first();
}
