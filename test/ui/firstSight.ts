import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { workbenchUrl } from "../host/address.ts";
import { launchBrowser } from "../host/chromium.ts";
import { installCodeServer, newestVersion } from "../host/codeServer.ts";
import { temporaryFolder } from "../host/endings.ts";
import { type Server, startServer } from "../host/server.ts";
import { installExtension } from "../host/ui.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { shippedFolder } from "../support/built.ts";
import { manyWorkers } from "../support/manyWorkers.ts";
import { share } from "../support/measured.ts";

/** What the extension logs of how long a window took, in milliseconds from the start of `activate()` on. */
export interface FirstSight {
  readonly workers: number;
  readonly classes: number;
  readonly bindings: number;
  /** Until all of them stood in the view, as their configurations alone give them. */
  readonly seen: number;
  /** Until each had been checked, with its code. */
  readonly checked: number;
  /** What a bare Node needs to start and to end at the same time: how busy the machine is. */
  readonly node: number;
  readonly page: Page;
}

/** A VS Code with the extension installed as it is shipped, and a workspace of many Workers. */
export interface Windows {
  /** Opens a window, waits until everything has been checked, and hands over what it took before it closes the window. */
  open(look: (sight: FirstSight) => Promise<void> | void): Promise<void>;
  close(): Promise<void>;
}

export async function windowsOf(workers: number): Promise<Windows> {
  const vscode = await installCodeServer(newestVersion);
  const workspace = workspaceOf(workers);
  const server = await startServer({ vscode, install: (folder) => installExtension(shippedFolder(), folder) });
  const browser = await launchBrowser();
  return {
    open: async (look) => inWindow({ server, browser, workspace }, look),
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

interface Place {
  readonly server: Server;
  readonly browser: Browser;
  readonly workspace: string;
}

async function inWindow(
  { server, browser, workspace }: Place,
  look: (sight: FirstSight) => Promise<void> | void,
): Promise<void> {
  const before = logsOf(server);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const quiet = startOfNode();
    await page.goto(workbenchUrl(server.url, workspace));
    const logged = await waitFor(
      "what the extension logs of its start",
      () => told(logsOf(server).slice(before.length)),
      120,
    );
    await look({ ...logged, node: share([...quiet, ...startOfNode()], 0.5), page });
  } finally {
    await context.close();
  }
}

const line =
  /In the view (\d+) ms after the activation: (\d+) Workers, (\d+) classes, (\d+) bindings\. All of them were checked after (\d+) ms/;

function told(logs: readonly string[]): Omit<FirstSight, "node" | "page"> | undefined {
  const numbers = logs.map((file) => line.exec(readFileSync(file, "utf8"))).find((found) => found !== null);
  if (numbers === undefined) return undefined;
  const [seen = 0, workers = 0, classes = 0, bindings = 0, checked = 0] = numbers.slice(1).map(Number);
  return { workers, classes, bindings, seen, checked };
}

/** The extension's logs, the oldest first. */
function logsOf({ folder }: Server): readonly string[] {
  return globSync("user/logs/**/durable-objects.durable-objects/*.log", { cwd: folder })
    .map((file) => path.join(folder, file))
    .toSorted();
}

function startOfNode(): readonly number[] {
  return Array.from({ length: 5 }, () => {
    const start = performance.now();
    execFileSync(process.execPath, ["-e", "0"]);
    return performance.now() - start;
  });
}

function workspaceOf(workers: number): string {
  const [folder] = temporaryFolder("do-many");
  for (const [name, text] of Object.entries(manyWorkers(workers))) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
