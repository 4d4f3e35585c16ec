import { copyFolder, startUI, type UI } from "../host/ui.ts";

describe("the walkthrough", function () {
  this.timeout(120_000);
  let ui: UI;

  before(async () => (ui = await startUI()));
  after(async () => ui.close());

  it("starts from where the project stands: what is there is ticked off, what is not is open", async () => {
    const window = await ui.open(copyFolder("samples/chat"));
    const { page } = window;
    await window.openFile("wrangler.jsonc");
    await page.locator(".squiggly-error").first().waitFor();
    await window.command("Welcome: Open Walkthrough...");
    await page.locator(".quick-input-widget input.input").fill("Get Started with Durable Objects");
    await page.locator(".quick-input-list .monaco-list-row").first().click();
    const step = (title: string, is: "complete" | "pending") =>
      page
        .locator(".getting-started-step")
        .filter({ hasText: title })
        .locator(`.codicon-getting-started-step-${is === "complete" ? "checked" : "unchecked"}`)
        .first();
    for (const title of ["Create a project", "Bind it", "Declare it", "Call it from a Worker"])
      await step(title, "complete").waitFor();
    for (const title of ["Run it locally", "Deploy it"]) await step(title, "pending").waitFor();
    await window.screenshot("walkthrough");
    await window.close();
  });
});
