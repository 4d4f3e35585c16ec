import { cpSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { projectFolder } from "../../test/host/paths.ts";
import type { Window } from "../../test/host/ui.ts";
import { portIn } from "../../test/ui/person.ts";
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
      const port = await portOf(window);
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
    name: "local-data",
    height: 460,
    async prepare(window) {
      const { page } = window;
      await hideSideBar(window);
      await window.command("Durable Objects: Start Dev");
      await row(window, "Top level").click();
      const address = `localhost:${await portOf(window)}`;
      await say(`ws://${address}/rooms/lobby?author=violet`, ["Is anybody here?", "I bring the minutes."]);
      await say(`ws://${address}/rooms/garden?author=olive`, ["The roses are out.", "Come and see."]);
      await window.command("View: Hide Panel");
      await window.command("Durable Objects: Show Local Data");
      await row(window, "chat-ChatRoom").click();
      const frame = page.frameLocator("iframe.webview").frameLocator("#active-frame");
      await frame.getByRole("option", { name: "lobby" }).click();
      await frame.getByRole("cell", { name: "I bring the minutes." }).waitFor();
      await window.command("Notifications: Clear All Notifications");
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

/** Waits until the session is ready. @returns its port */
async function portOf({ page }: Window): Promise<string> {
  const status = page.locator(".statusbar-item").filter({ hasText: /chat:\d+/ });
  await status.waitFor({ timeout: 60_000 });
  return portIn(status);
}

/** Says something in a room: each is heard before the next is said. */
async function say(url: string, texts: readonly string[]): Promise<void> {
  const socket = new WebSocket(url);
  const next = async (event: "open" | "message") =>
    new Promise((resolve, reject) => {
      socket.addEventListener(event, resolve, { once: true });
      socket.addEventListener("error", reject, { once: true });
    });
  await next("open");
  for (const text of texts) {
    socket.send(text);
    await next("message");
  }
  socket.close();
}
