import { writeFileSync } from "node:fs";
import path from "node:path";
import { nativeWatchdog, spdlog } from "./standIns.ts";
import { cacheFolder } from "./paths.ts";
import { cleanEnvironment, run } from "./processes.ts";
import { withProgress } from "./progress.ts";
import { filledOnce } from "./staging.ts";

/** The newest VS Code that the embedded host runs: code-server 4.139.1 holds VS Code 1.139.1. */
export const newestVersion = "4.139.1";

/**
 * Installs the VS Code server from the npm package code-server, if the cache does not hold it yet.
 * @param version of code-server: 4.x holds VS Code 1.x
 * @returns the folder that holds out/server-main.js
 */
export async function installCodeServer(version: string): Promise<string> {
  const folder = await filledOnce(path.join(cacheFolder, `code-server-${version}`), async (staging) => {
    await withProgress(`Installing VS Code 1${version.slice(1)} (npm's code-server ${version}, 600 MB)`, async () => {
      await fill(staging, version);
    });
  });
  return vscodeFolder(folder);
}

async function fill(staging: string, version: string): Promise<void> {
  // Without a package.json here npm climbs, and installs into the project.
  writeFileSync(path.join(staging, "package.json"), '{ "private": true }\n');
  const vscode = vscodeFolder(staging);
  await npm(["install", `code-server@${version}`, "--prefix", staging], staging);
  await npm(["install", "--omit=dev"], vscode);
  await npm(["install", "--omit=dev"], path.join(vscode, "extensions"));
  // Two native modules would need a compiler.
  writeFileSync(path.join(vscode, "node_modules/@vscode/spdlog/index.js"), spdlog);
  writeFileSync(path.join(vscode, "node_modules/@vscode/native-watchdog/index.js"), nativeWatchdog);
}

function vscodeFolder(folder: string): string {
  return path.join(folder, "node_modules/code-server/lib/vscode");
}

/** Install scripts are left out: they build native modules that the server runs without. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
  const options = { cwd, env: cleanEnvironment() };
  const script = process.env["npm_execpath"];
  // npm's own script runs on this Node; the npm command would run on whichever Node the machine has.
  if (script?.endsWith("npm-cli.js")) await run(process.execPath, [script, ...args, ...quiet], options);
  else await run("npm", [...args, ...quiet], options);
}
