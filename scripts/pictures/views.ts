import { hideSideBar, openView, row, settled, type Picture } from "./picture.ts";

/** The views of a whole project. */
export const viewPictures: readonly Picture[] = [
  {
    name: "tree",
    async prepare(window) {
      await openView(window);
      await row(window, /ChatRoom/).waitFor();
      for (const each of ["production", "staging", "ChatRoom"])
        await row(window, each).locator(".monaco-tl-twistie").click();
      await row(window, "webSocketMessage").waitFor();
      await window.openFile("src/room.ts");
      await window.page.locator(".codelens-decoration a").first().waitFor();
      await settled(window);
    },
  },
  {
    name: "matrix",
    height: 420,
    async prepare(window) {
      await openView(window);
      await row(window, "chat").hover();
      await row(window, "chat").locator(".action-label[aria-label='Show Environments']").click();
      const matrix = window.page.frameLocator("iframe.webview").frameLocator("#active-frame");
      await matrix.getByRole("gridcell").nth(8).waitFor();
    },
  },
  {
    name: "walkthrough",
    width: 1280,
    height: 760,
    folder: "samples/chat",
    async prepare(window) {
      const { page } = window;
      await window.openFile("wrangler.jsonc");
      await page.locator(".squiggly-error").first().waitFor();
      await hideSideBar(window);
      await window.command("Welcome: Open Walkthrough...");
      await page.locator(".quick-input-widget input.input").fill("Get Started with Durable Objects");
      await row(window, "Get Started with Durable Objects").click();
      const step = page.locator(".getting-started-step").filter({ hasText: "Write a class" }).first();
      await step.click();
      await page.locator(".codicon-getting-started-step-checked").nth(3).waitFor();
      await page.locator(".getting-started-media").first().waitFor();
    },
  },
];
