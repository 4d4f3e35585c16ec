import assert from "node:assert/strict";
import { mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { copyShipped } from "../host/shipped.ts";
import { copyFolder, startUI, type UI } from "../host/ui.ts";
import { plantPrograms, plantWorkspace } from "../hostile/planted.ts";

const timeout = 120_000;

describe("a workspace that means harm, in a window", function () {
  this.timeout(400_000);
  const originalPath = process.env["PATH"] ?? "";
  let ui: UI | undefined;

  afterEach(async () => {
    await ui?.close();
    process.env["PATH"] = originalPath;
  });

  it("has its problems, tree and matrix shown in Restricted Mode, and nothing of it or for it is run", async () => {
    const programs = plantPrograms(["git", "node", "npx", "wrangler"]);
    const folder = plantWorkspace("samples/chat");
    process.env["PATH"] = programs.path;
    ui = await startUI({ hasTrust: false, settings: { "git.enabled": false } });
    const window = await ui.open(folder);
    const { page } = window;
    await window.openFile("wrangler.jsonc");
    await page.locator(".squiggly-error").first().waitFor({ timeout });
    await page.locator(".activitybar [aria-label^='Durable Objects']").first().click();
    await page.locator(".monaco-list-row").filter({ hasText: "chat" }).first().waitFor({ timeout });
    await window.command("Durable Objects: Report Issue");
    await page.locator(".notification-toast").filter({ hasText: "clipboard" }).waitFor({ timeout });
    await window.command("Durable Objects: Show Environments");
    const body = page.frameLocator("iframe.webview").frameLocator("#active-frame").locator("body");
    await body.getByRole("gridcell").first().waitFor({ timeout });
    assert.deepEqual(await body.evaluate(tryEverything), {
      evaluates: false,
      runsText: false,
      runsHandler: false,
      loads: false,
    });
    assert.deepEqual(programs.runs(), []);
    assert.deepEqual(marks(folder), []);
    await window.close();
  });

  it("starves the server of memory, and the editor stays usable; once there is enough, the server can be started again", async () => {
    const [parent] = temporaryFolder("do-starved");
    ui = await startUI({ extension: starvedExtension(path.join(parent, "extension")) });
    const folder = copyFolder("samples/chat");
    const large = `export const a = [${"{ a: 1 },".repeat(100_000)}];\n`;
    const modules = Array.from({ length: 12 }, (_, index) => path.join(folder, `src/large${index}.ts`));
    for (const file of modules) writeFileSync(file, large);
    const imports = modules.map((_, index) => `import "./large${index}";\n`).join("");
    writeFileSync(path.join(folder, "src/more.ts"), imports);
    mkdirSync(path.join(folder, "second"));
    writeFileSync(
      path.join(folder, "second/wrangler.jsonc"),
      JSON.stringify({
        name: "second",
        main: "../src/more.ts",
        compatibility_date: "2026-11-01",
        durable_objects: { bindings: [{ name: "A", class_name: "A" }] },
      }),
    );
    const window = await ui.open(folder);
    const { page } = window;
    await window.openFile("wrangler.jsonc");
    const message = page.locator(".notification-toast").filter({ hasText: "keeps stopping" });
    await message.waitFor({ timeout });
    await page.locator(".monaco-editor textarea, .monaco-editor .native-edit-context").first().focus();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.type("// still here");
    await page.locator(".view-line").filter({ hasText: "still here" }).first().waitFor();
    for (const file of modules) writeFileSync(file, "export {};\n");
    await message.locator(".monaco-button").filter({ hasText: "Restart Server" }).click();
    await page.locator(".squiggly-error").first().waitFor({ timeout });
    await window.close();
  });
});

interface DrawnElement {
  textContent: string;
  setAttribute(name: string, value: string): void;
}

/** As much of a browser as a script in a page asks for here. */
interface Page {
  hasRun: string[];
  readonly document: {
    createElement(name: string): DrawnElement;
    readonly body: { append(element: DrawnElement): void };
  };
  readonly fetch: (address: string) => Promise<unknown>;
}

/** What a script that got into the page would try; it runs there. */
async function tryEverything(): Promise<Record<string, boolean>> {
  const page = globalThis as unknown as Page;
  page.hasRun = [];
  const add = (name: string, attributes: Readonly<Record<string, string>>, text = "") => {
    const element = page.document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    page.document.body.append(element);
  };
  // Later, as what a test's browser calls itself may do more.
  setTimeout(() => {
    // oxlint-disable-next-line typescript/no-implied-eval -- the policy has to forbid it
    new Function("globalThis.hasRun.push('evaluates')")();
  }, 0);
  setTimeout(() => add("script", {}, "globalThis.hasRun.push('runsText')"), 0);
  setTimeout(
    () => add("img", { onerror: "globalThis.hasRun.push('runsHandler')", src: "data:image/png;base64,none" }),
    0,
  );
  const loads = await page.fetch("data:text/plain,a").then(
    () => true,
    () => false,
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  const has = (what: string) => page.hasRun.includes(what);
  return { evaluates: has("evaluates"), runsText: has("runsText"), runsHandler: has("runsHandler"), loads };
}

/** What planted programs have left. */
function marks(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".was-run"));
}

/** The extension with a server that gets 40 MB: what VS Code starts hands its messages on to the real one. */
function starvedExtension(folder: string): string {
  copyShipped(path.resolve("."), folder);
  const server = path.join(folder, "dist/server.cjs");
  renameSync(server, path.join(folder, "dist/real.cjs"));
  writeFileSync(
    server,
    `const { spawn } = require("node:child_process");
const real = require("node:path").join(__dirname, "real.cjs");
const child = spawn(process.execPath, ["--max-old-space-size=40", real, ...process.argv.slice(2)], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
process.on("message", (message) => child.connected && child.send(message));
child.on("message", (message) => process.connected && process.send(message));
child.on("exit", () => process.exit(134));
process.on("disconnect", () => child.kill("SIGKILL"));
`,
  );
  return folder;
}
