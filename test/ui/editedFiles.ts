import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Window } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";

/** The texts of a folder, by their paths in it. */
export type Texts = Readonly<Record<string, string>>;

/** The configurations and the code of a folder on disk, as the edits of a window change them and take them back. */
export interface EditedFiles {
  texts(): Texts;
  /** The texts once they are others. VS Code saves what an edit of several files has changed, but not what one of one has. */
  changed(before: Texts): Promise<Texts>;
  /**
   * Takes the last edit back with one Undo, from one of its files; VS Code may ask whether in all files. Files that are not
   * shown are opened for it, a moment later, and none of them is saved.
   */
  undoneTo(before: Texts, ...files: readonly [string, ...string[]]): Promise<void>;
  /** The same for an edit that makes and deletes files, from one that it has made: VS Code does that on disk at once. */
  undoneOnDisk(before: Texts, file: string): Promise<void>;
}

/** How long an edit may take on a machine that is busy with everything else, in seconds. */
const patience = 60;

export function editedFiles(window: Window, folder: string): EditedFiles {
  const { page } = window;
  const question = page.locator(".monaco-dialog-box");

  return {
    texts,
    async changed(before) {
      const isOther = () => JSON.stringify(texts()) !== JSON.stringify(before);
      await waitFor(
        "an edit",
        async () => (isOther() || (await page.locator(".tab.dirty").count()) > 0 ? true : undefined),
        patience,
      );
      await waitFor(
        "the edit to be complete",
        async () => {
          const one = JSON.stringify(texts());
          await saved();
          return JSON.stringify(texts()) === one && isOther() ? true : undefined;
        },
        patience,
      );
      return texts();
    },
    async undoneTo(before, ...files) {
      await pressUndo(files[0]);
      const dirty = (file: string) => page.locator(`.tab.dirty[data-resource-name="${path.basename(file)}"]`);
      await question.or(dirty(files[0])).first().waitFor();
      if (await question.isVisible()) await question.locator(".monaco-button").first().click();
      for (const file of files) await dirty(file).waitFor();
      await saved();
      assert.deepEqual(texts(), before);
    },
    async undoneOnDisk(before, file) {
      await pressUndo(file);
      await waitFor(
        "the old files",
        async () => {
          if (await question.isVisible()) await question.locator(".monaco-button").first().click();
          return JSON.stringify(texts()) === JSON.stringify(before) ? true : undefined;
        },
        patience,
      );
    },
  };

  function texts(): Texts {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const files = names.filter((name) => /\.(toml|jsonc?|ts)$/.test(name) && !name.includes("node_modules")).toSorted();
    return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
  }

  async function saved(): Promise<void> {
    await window.command("File: Save All Files");
    await page.locator(".tab.dirty").first().waitFor({ state: "detached" });
  }

  async function pressUndo(file: string): Promise<void> {
    await waitFor(
      `${file} to be open, and not another one of its name`,
      async () => {
        await window.openFile(file);
        const path = await page.locator(".breadcrumbs-control").first().textContent();
        return path?.includes(file.replaceAll("/", "")) === true ? true : undefined;
      },
      patience,
    );
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("ControlOrMeta+z");
  }
}
