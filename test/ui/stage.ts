import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { copyFolder, startUI, type OpenOptions, type UI, type UIOptions, type Window } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { patience, personAt, type Person } from "./person.ts";
import { newAccount, type Account, type Script } from "../wrangler/loopback/account.ts";
import { startLoopback, type Loopback } from "../wrangler/loopback/server.ts";
import { processTable } from "../wrangler/sessions/processTable.ts";

/** Milliseconds. */
export function seconds(count: number): number {
  return count * 1000;
}

/** A window on a Worker, with the project's own wrangler, whose API is an account on the loopback interface. */
export interface Stage extends Person {
  readonly account: Account;
  readonly api: Loopback;
  readonly ui: UI;
  readonly window: Window;
  readonly page: Page;
  /** The workspace: a copy. */
  readonly folder: string;
  /** The entry of the status bar that says `text`. */
  status(text: RegExp): Locator;
  /** What the account has of a Worker that is deployed. */
  script(name: string): Script;
  /** What the terminal shows. */
  terminal(): Promise<string>;
  /** Waits for a question of wrangler that is not answered yet, and for the focus to be where the answer goes. */
  asked(question: RegExp): Promise<void>;
  write(file: string, text: string): void;
  replaceIn(file: string, from: string, to: string): void;
  /** Writes a setting of the workspace, and opens the window anew, which reads it. */
  setting(name: string, value: unknown): Promise<void>;
  /** The process groups of the dev sessions of this workspace. */
  sessions(): readonly number[];
  close(): Promise<void>;
}

export interface StageOptions {
  /** A folder with a Worker; its node_modules is a link to the project's, unless `hasModules` is false. */
  readonly workspace?: string;
  readonly hasModules?: boolean;
  /** Over those that make wrangler use the account; undefined takes one away. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly ui?: UIOptions;
  readonly open?: OpenOptions;
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const account = newAccount("account", "Acme");
  const api = await startLoopback(account);
  const restore = setVariables({
    ...api.variables,
    CLOUDFLARE_API_TOKEN: "loopback-token",
    WRANGLER_SEND_METRICS: "false",
    // Where wrangler believes to be in CI, it asks nobody anything.
    CI: "false",
    ...options.variables,
  });
  const ui = await startUI({
    ...options.ui,
    // The text of a terminal can only be read where it is no picture.
    settings: { "terminal.integrated.gpuAcceleration": "off", ...options.ui?.settings },
  });
  const folder = copyFolder(options.workspace ?? "test/integration/wrangler/workspace");
  if (options.hasModules !== false) symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
  const window = await ui.open(folder, options.open);
  const { page } = window;
  page.setDefaultTimeout(patience);
  const terminal = async (): Promise<string> => {
    const rows = await page.locator(".terminal-wrapper.active .xterm-rows > div").allTextContents();
    return rows.map((row) => row.replaceAll("\u00A0", " ").trimEnd()).join("\n");
  };
  return {
    ...personAt(page),
    account,
    api,
    ui,
    window,
    page,
    folder,
    status: (text) => page.locator(".statusbar-item").filter({ hasText: text }),
    script(name) {
      const found = account.scripts.get(name);
      assert.ok(found);
      return found;
    },
    terminal,
    async asked(question) {
      const open = new RegExp(`^\\? .*${question.source}`, "m");
      await waitFor(String(question), async () => (open.test(await terminal()) ? true : undefined), 120);
      await page.locator(".terminal-wrapper.active").click();
      await page.locator(".terminal-wrapper.active .xterm.focus").waitFor();
    },
    write: (file, text) => writeFileSync(path.join(folder, file), text),
    async setting(name, value) {
      mkdirSync(path.join(folder, ".vscode"), { recursive: true });
      writeFileSync(path.join(folder, ".vscode/settings.json"), JSON.stringify({ [name]: value }));
      await window.reload();
    },
    replaceIn(file, from, to) {
      const at = path.join(folder, file);
      const text = readFileSync(at, "utf8");
      assert.ok(text.includes(from), `${file} has ${from}`);
      writeFileSync(at, text.replace(from, to));
    },
    sessions: () =>
      processTable()
        .filter((row) => row.command.includes("supervisor.cjs") && row.command.includes(folder))
        .filter((row) => row.pid === row.group)
        .map((row) => row.pid),
    async close() {
      await ui.close();
      await api.close();
      restore();
    },
  };
}

/** Sets variables of this process, which VS Code's server inherits. @returns what puts them back */
function setVariables(variables: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  const set = (name: string, value: string | undefined): void => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(variables)) set(name, value);
  return () => {
    for (const [name, value] of before) set(name, value);
  };
}
