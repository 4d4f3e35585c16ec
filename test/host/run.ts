// Runs integration suites in a real VS Code.
// usage: node out/host/run.js [SUITE…] [--version=4.110.0] [--desktop] [--verbose] [--timeout=SECONDS]
//        [--out=FOLDER] [--extension=FOLDER]
import path from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "./chromium.ts";
import { installCodeServer, newestVersion } from "./codeServer.ts";
import { runDesktop } from "./desktop.ts";
import { runEmbedded } from "./embedded.ts";
import { projectFolder } from "./paths.ts";
import { type Result, sum } from "./result.ts";
import { findSuites, type Sources, type Suite } from "./suites.ts";

type RunSuite = (suite: Suite) => Promise<Result>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    version: { type: "string" },
    desktop: { type: "boolean", default: false },
    timeout: { type: "string", default: "600" },
    verbose: { type: "boolean", default: false },
    out: { type: "string", default: path.join(projectFolder, "out") },
    extension: { type: "string", default: projectFolder },
  },
});
const sources: Sources = { out: path.resolve(values.out), extension: path.resolve(values.extension) };
const suites = findSuites(positionals, sources);
const total = sum(values.desktop ? await inDesktop() : await inServer());
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
// Said here rather than left to the event loop: the process ends even if something still holds it.
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function inServer(): Promise<Result[]> {
  const vscode = await installCodeServer(values.version ?? newestVersion);
  const browser = await launchBrowser();
  try {
    const host = { vscode, browser, isVerbose: values.verbose, timeout: Number(values.timeout) };
    return await each(async (suite) => runEmbedded(suite, sources, host));
  } finally {
    await browser.close();
  }
}

async function inDesktop(): Promise<Result[]> {
  return each(async (suite) => runDesktop(suite, sources, values.version ?? "stable"));
}

/** Runs each suite; one that fails is run once more, in a new VS Code, before that counts. */
async function each(run: RunSuite): Promise<Result[]> {
  const results: Result[] = [];
  for (const suite of suites) {
    process.stdout.write(`\n${suite.name}\n`);
    const result = await run(suite);
    if (result.failed > 0) process.stdout.write(`\n${suite.name} failed, and is run once more.\n`);
    results.push(result.failed > 0 ? await run(suite) : result);
  }
  return results;
}
