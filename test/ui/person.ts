import type { Locator, Page } from "playwright-core";
import { waitFor } from "../integration/support/waitFor.ts";

/** What a person does with the questions and the news of VS Code. */
export interface Person {
  /** The row of a quick pick with this text. */
  row(text: string | RegExp): Locator;
  /** Chooses a row of the quick pick that is open. */
  pick(text: string | RegExp): Promise<void>;
  /** Answers the input box that says this. */
  type(prompt: string, text: string): Promise<void>;
  /** Types into the input box that is open, and presses Enter once: an answer that is not taken, or the one after it. */
  enter(text: string): Promise<void>;
  /** A notification with this text. */
  toast(text: string | RegExp): Locator;
  /** Presses the button of a notification. */
  press(text: string | RegExp, button: string | RegExp): Promise<void>;
  /** Chooses an item of the menu that a click with the other button opens. */
  choose(of: Locator, item: string): Promise<void>;
  /** The modal dialog with this text. */
  dialog(text: string | RegExp): Locator;
}

/** How long something may take on a machine that is busy with everything else, in milliseconds. */
export const patience = 120_000;

export function personAt(page: Page): Person {
  const widget = page.locator(".quick-input-widget");
  const row = (text: string | RegExp) =>
    page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text }).first();
  const toast = (text: string | RegExp) => page.locator(".notification-toast").filter({ hasText: text }).first();
  return {
    row,
    toast,
    dialog: (text) => page.locator(".monaco-dialog-box").filter({ hasText: text }),
    async pick(text) {
      await row(text).waitFor({ timeout: patience });
      await row(text).click();
    },
    async type(prompt, text) {
      const question = widget.filter({ hasText: prompt });
      await question.waitFor({ timeout: patience });
      await widget.locator("input.input").fill(text);
      // What was typed is looked at elsewhere, and until it has been, Enter does nothing.
      await waitFor("the answer to be taken", async () => {
        await page.keyboard.press("Enter");
        return (await isGone(question)) ? true : undefined;
      });
    },
    async enter(text) {
      await widget.locator("input.input").fill(text);
      await page.keyboard.press("Enter");
    },
    async choose(of, item) {
      const found = page.locator(".monaco-menu .action-item").filter({ hasText: item }).first();
      await waitFor(
        `the choice of ${item}`,
        async () => {
          // A menu takes no click in its first moment.
          if (!(await found.isVisible())) await of.click({ button: "right" });
          return found
            .click({ timeout: 8000 })
            .then(async () => found.waitFor({ state: "detached", timeout: 1000 }))
            .then(
              () => true,
              () => undefined,
            );
        },
        120,
      );
    },
    async press(text, button) {
      await toast(text).waitFor({ timeout: patience });
      await toast(text).locator(".monaco-button").filter({ hasText: button }).first().click();
    },
  };
}

/** The port that an entry of the status bar names; empty where it names none. */
export async function portIn(entry: Locator): Promise<string> {
  return /:(\d+)/.exec((await entry.textContent()) ?? "")?.[1] ?? "";
}

async function isGone(question: Locator): Promise<boolean> {
  try {
    await question.waitFor({ state: "hidden", timeout: 1000 });
    return true;
  } catch {
    return false;
  }
}
