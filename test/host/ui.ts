import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { workbenchUrl } from "./address.ts";
import { launchBrowser } from "./chromium.ts";
import { installCodeServer, newestVersion, type VSCode } from "./codeServer.ts";
import { temporaryFolder } from "./endings.ts";
import { projectFolder } from "./paths.ts";
import { cleanEnvironment } from "./processes.ts";
import { type Server, startServer } from "./server.ts";
import type { Settings } from "./settings.ts";
import { copyShipped } from "./shipped.ts";

/** A VS Code as a person has it: the extension is installed, dialogs and notifications appear. */
export type UI = {
  /** Opens a folder or a .code-workspace file, as it is: pass a copy (`copyFolder`) if the test edits it. */
  open(workspace: string, options?: OpenOptions): Promise<Window>;
  /** Ends server and browser. */
  close(): Promise<void>;
};

export type UIOptions = {
  /** Over the clean settings. */
  readonly settings?: Settings;
  /** False for what happens in Restricted Mode. */
  readonly hasTrust?: boolean;
  /** Of code-server: 4.x holds VS Code 1.x. */
  readonly version?: string;
  /** Where `screenshot` writes to. */
  readonly pictures?: string;
  /** The folder whose package.json says what is installed. */
  readonly extension?: string;
  /** A VSIX that VS Code itself installs, in place of that folder. */
  readonly vsix?: string;
};

export type OpenOptions = {
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  /** Pixels of a picture for each of the page's; 1 if it is not said. */
  readonly scale?: number;
};

/** A window of VS Code, with helpers for what every test of it does. Everything else is Playwright's `page`. */
export type Window = {
  readonly page: Page;
  /** Runs a command by what a person types into the palette, such as `Durable Objects: Show Log`. */
  command(title: string): Promise<void>;
  /** Chooses the quick fix at the cursor whose title matches, with the keyboard's light bulb key. */
  quickFix(title: RegExp): Promise<void>;
  /** Opens a file by its path in the workspace, and at a line (from 1) if one is given. */
  openFile(file: string, line?: number): Promise<void>;
  /** Reloads the window as VS Code's own command does, which keeps what is open; the page's own reload may be too quick. */
  reload(): Promise<void>;
  /** Switches the theme without a reload. */
  colorScheme(scheme: "light" | "dark"): Promise<void>;
  /** Writes a PNG of the window, or of its upper part of a height. @returns its path */
  screenshot(name: string, height?: number): Promise<string>;
  close(): Promise<void>;
};

/** Starts a VS Code with the extension installed, and a browser for its windows. */
export async function startUI(options: UIOptions = {}): Promise<UI> {
  const vscode = await installCodeServer(options.version ?? newestVersion);
  const { vsix, extension = projectFolder } = options;
  const server = await startServer({
    vscode,
    install: (extensions) =>
      vsix === undefined ? installExtension(extension, extensions) : installVsix(vscode, vsix, extensions),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.hasTrust === undefined ? {} : { hasTrust: options.hasTrust }),
  });
  const browser = await launchBrowser();
  const pictures = options.pictures ?? path.join(projectFolder, "artifacts/screenshots");
  return {
    open: async (workspace, how = {}) => openWindow({ server, browser, pictures }, workspace, how),
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

/** Copies a folder to a temporary one of the same name, which goes when this process ends. @returns the copy */
export function copyFolder(folder: string): string {
  const [parent] = temporaryFolder("do-copy");
  const copy = path.join(parent, path.basename(folder));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Installs the extension as VS Code does: a folder `publisher.name-version` of what is shipped. */
export function installExtension(extension: string, extensions: string): void {
  const manifest: { readonly publisher: string; readonly name: string; readonly version: string } = JSON.parse(
    readFileSync(path.join(extension, "package.json"), "utf8"),
  );
  const target = path.join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  copyShipped(extension, target);
}

/** Has VS Code install a VSIX, as `code --install-extension` does. */
function installVsix(vscode: VSCode, vsix: string, extensions: string): void {
  const main = path.join(vscode.folder, "out/server-main.js");
  const folder = path.dirname(extensions);
  const args = [main, "--install-extension", vsix, "--extensions-dir", extensions, "--server-data-dir", folder];
  execFileSync(vscode.node, args, { cwd: folder, env: cleanEnvironment({ HOME: folder }), stdio: "pipe" });
}

type Place = { readonly server: Server; readonly browser: Browser; readonly pictures: string };

async function openWindow(place: Place, workspace: string, how: OpenOptions): Promise<Window> {
  const context = await place.browser.newContext({
    viewport: { width: how.width ?? 1280, height: how.height ?? 800 },
    colorScheme: how.colorScheme ?? "light",
    deviceScaleFactor: how.scale ?? 1,
    // The clipboard is asked for by copy commands.
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  await page.goto(workbenchUrl(place.server.url, workspace));
  await workbench(page).waitFor();
  return windowOf(page, context, place.pictures);
}

function windowOf(page: Page, context: BrowserContext, pictures: string): Window {
  const pick = async (keys: string, text: string) => {
    const input = page.locator(".quick-input-widget input.input");
    await pressUntil(page, keys, input);
    await input.fill(text);
  };
  const command = async (title: string) => {
    const row = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
    await untilDone(page, async () => {
      await pick("F1", `>${title}`);
      await row.click({ timeout: 5000 });
    });
  };
  return {
    page,
    command,
    async quickFix(title) {
      const fix = page.locator(".action-widget .monaco-list-row").filter({ hasText: title });
      await pressUntil(page, "ControlOrMeta+.", fix);
      await fix.click();
    },
    async openFile(file, line) {
      const name = path.posix.basename(file);
      const row = page.locator(".quick-input-list .monaco-list-row").first();
      await untilDone(page, async () => {
        await pick("ControlOrMeta+p", line === undefined ? file : `${file}:${line}`);
        await row.filter({ hasText: name }).waitFor({ timeout: 5000 });
        await page.keyboard.press("Enter");
        await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: 5000 });
      });
    },
    async reload() {
      await Promise.all([page.waitForEvent("load"), command("Developer: Reload Window")]);
      await workbench(page).waitFor();
    },
    async colorScheme(scheme) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.locator(`.monaco-workbench.${scheme === "dark" ? "vs-dark" : "vs"}`).waitFor();
    },
    async screenshot(name, height) {
      const file = path.join(pictures, `${name}.png`);
      const width = page.viewportSize()?.width;
      const clip = height === undefined || width === undefined ? {} : { clip: { x: 0, y: 0, width, height } };
      await page.screenshot({ path: file, ...clip });
      return file;
    },
    close: async () => context.close(),
  };
}

function workbench(page: Page): Locator {
  return page.locator(".monaco-workbench .part.statusbar");
}

/** Does something in a quick pick until it works: whatever takes the focus meanwhile closes it. */
async function untilDone(page: Page, act: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (error) {
      if (tries === 6) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

/**
 * Presses keys until something is there: a key that arrives while the window is busy opening something else goes to
 * nobody, and a list of fixes that was asked for too early lacks the one that is waited for.
 */
async function pressUntil(page: Page, keys: string, wanted: Locator): Promise<void> {
  for (let tries = 1; ; tries++) {
    await page.keyboard.press(keys);
    const timeout = 5000;
    const isThere = await wanted
      .first()
      .waitFor({ timeout })
      .then(
        () => true,
        () => false,
      );
    if (isThere) return;
    if (tries === 12) throw new Error(`${keys} was pressed ${tries} times in vain.`);
    await page.keyboard.press("Escape");
  }
}
