import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import type { Browser, Page } from "playwright-core";
import { workbenchUrl } from "./address.ts";
import type { VSCode } from "./codeServer.ts";
import { noResult, outputMark, readResult, type Result, resultVariable } from "./result.ts";
import { type Server, startServer } from "./server.ts";
import { copyWorkspace, type Sources, type Suite } from "./suites.ts";

/** A VS Code server on disk, a browser that runs, and how much to tell. */
export type Embedded = {
  readonly vscode: VSCode;
  readonly browser: Browser;
  /** Shows the whole workbench's log, not only the suite's lines. */
  readonly isVerbose: boolean;
  /** How long a suite may take, in seconds. */
  readonly timeout: number;
};

type Log = { readonly lines: string[]; readonly isVerbose: boolean };

const linesShownAfterFailure = 60;

/** What every run says on a closed network, and without a service worker. */
const harmless =
  /^(Ignoring fetching additional builtin extensions|\[Service Worker\]|Creation of workbench contribution)/;

/** Runs one suite in the extension host of a VS Code server of its own, and prints the suite's lines as they come. */
export async function runEmbedded(suite: Suite, sources: Sources, host: Embedded): Promise<Result> {
  const copy = copyWorkspace(suite);
  const env = { [resultVariable]: copy.resultFile };
  const log: Log = { lines: [], isVerbose: host.isVerbose };
  const server = await startServer({ vscode: host.vscode, settings: suite.settings, isDrivenByTests: true, env });
  const context = await host.browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const url = workbenchUrl(server.url, copy.workspace, payload(server, suite, sources));
    const exit = await exitOf({ page, server, log, timeout: host.timeout }, url);
    const result = readResult(copy.resultFile);
    if (exit !== 0 || result === undefined) showLogs(log, server);
    return result ?? noResult;
  } finally {
    await context.close().catch(() => undefined);
    await server.stop();
    copy.remove();
  }
}

type Run = { readonly page: Page; readonly server: Server; readonly log: Log; readonly timeout: number };

function payload(server: Server, suite: Suite, sources: Sources): Readonly<Record<string, string>> {
  const remote = (file: string) => `vscode-remote://${new URL(server.url).host}${file}`;
  return {
    extensionDevelopmentPath: remote(sources.extension),
    extensionTestsPath: remote(suite.bundle),
    skipWelcome: "true",
  };
}

/**
 * Opens the workbench and waits for its word that the suite has ended.
 * @returns 0 if it passed; any other number if it failed, did not end in time, or server or browser died
 */
async function exitOf({ page, server, log, timeout }: Run, url: string): Promise<number> {
  const ended = new AbortController();
  const exited = new Promise<number>((resolve) => {
    const giveUp = (why: string) => {
      if (!ended.signal.aborted) process.stdout.write(`${why}\n`);
      resolve(-1);
    };
    const clock = setTimeout(() => giveUp(`The suite had not ended after ${timeout} s.`), timeout * 1000);
    ended.signal.addEventListener("abort", () => clearTimeout(clock));
    page
      .context()
      .browser()
      ?.once("disconnected", () => giveUp("The browser ended before the suite."));
    void server.ended.then(() => giveUp("The VS Code server ended before the suite."));
    void page.exposeFunction("codeAutomationExit", resolve);
  });
  await page.exposeFunction("codeAutomationLog", (_type: string, args: readonly unknown[]) => write(log, args));
  try {
    await page.goto(url);
    return await exited;
  } finally {
    ended.abort();
  }
}

/** The suite's own lines go to the terminal; the workbench's are kept, for the case that the suite fails. */
function write(log: Log, args: readonly unknown[]): void {
  const text = format(...args);
  const start = text.indexOf(outputMark);
  if (start >= 0) process.stdout.write(`${text.slice(start + outputMark.length)}\n`);
  else if (log.isVerbose) process.stdout.write(`  | ${text}\n`);
  else log.lines.push(text);
}

/** What there is to find out why a suite failed: the folder with the logs goes with the server. */
function showLogs(log: Log, server: Server): void {
  const lines = log.lines.filter((line) => !harmless.test(line));
  show("the workbench's log", lines);
  for (const file of globSync("user/logs/**/durable-objects.durable-objects/*.log", { cwd: server.folder })) {
    show(path.basename(file), readFileSync(path.join(server.folder, file), "utf8").trimEnd().split("\n"));
  }
}

function show(title: string, lines: readonly string[]): void {
  process.stdout.write([`The end of ${title}:`, ...lines.slice(-linesShownAfterFailure)].join("\n  | ") + "\n");
}
