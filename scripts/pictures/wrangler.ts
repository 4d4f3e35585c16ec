import { cpSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { projectFolder } from "../../test/host/paths.ts";
import type { Window } from "../../test/host/ui.ts";
import { hideSideBar, row, type Picture } from "./picture.ts";

/** wrangler, run from the editor. */
export const wranglerPictures: readonly Picture[] = [
  {
    name: "debug",
    // Below are the frames of wrangler's own files, with paths of the machine.
    crop: 360,
    async prepare(window) {
      const { page } = window;
      await window.openFile("src/room.ts", 22);
      await page.locator(".monaco-editor.focused").waitFor();
      await page.keyboard.press("F9");
      await page.locator(".codicon-debug-breakpoint").first().waitFor();
      await window.command("Durable Objects: Debug");
      await row(window, "Top level").click();
      const status = page.locator(".statusbar-item").filter({ hasText: /chat:\d+/ });
      await status.waitFor({ timeout: 60_000 });
      const port = /:(\d+)/.exec((await status.textContent()) ?? "")?.[1] ?? "";
      const stopped = page.locator(".debug-top-stack-frame-line").first();
      // Breakpoints bind a moment after the debugger is there.
      for (let tries = 0; tries < 20 && !(await stopped.isVisible()); tries++) {
        void fetch(`http://localhost:${port}/rooms/lobby`).catch(() => undefined);
        await stopped.waitFor({ timeout: 3000 }).catch(() => undefined);
      }
      await window.command("View: Show Run and Debug");
      await window.command("View: Hide Panel");
      for (const section of ["Watch", "Breakpoints"])
        await page.locator(".pane-header").filter({ hasText: section }).first().click();
      await row(window, "Local: latest").click();
      await row(window, /count/).waitFor();
      await page.mouse.move(20, 440);
    },
  },
  {
    name: "deploy",
    height: 720,
    crop: 470,
    async prepare(window, folder) {
      await window.openFile("wrangler.jsonc");
      await hideSideBar(window);
      await window.command("Durable Objects: Deploy…");
      await row(window, "Top level").click();
      await row(window, "Deploy chat").click({ timeout: 60_000 });
      await toast(window, "is deployed").waitFor({ timeout: 60_000 });
      await window.command("Notifications: Clear All Notifications");
      await window.command("View: Hide Panel");
      // One class is renamed, another deleted, a third is new: what a plan is for.
      cpSync(path.join(projectFolder, "scripts/pictures/workspace/next"), folder, { recursive: true });
      await window.page.locator(".view-line").filter({ hasText: "Presence" }).first().waitFor();
      await window.page.locator(".codelens-decoration a").filter({ hasText: "class Presence" }).waitFor();
      await window.command("Durable Objects: Deploy…");
      await row(window, "RateLimit").waitFor({ timeout: 60_000 });
      await window.page.mouse.move(20, 440);
    },
  },
];

function toast({ page }: Window, text: string): Locator {
  return page.locator(".notification-toast").filter({ hasText: text });
}
