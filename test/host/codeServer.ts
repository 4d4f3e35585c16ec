import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { npm, prepareFolder } from "./npm.ts";
import { cacheFolder } from "./paths.ts";
import { withProgress } from "./progress.ts";
import { filledOnce } from "./staging.ts";
import { nativeWatchdog, spdlog } from "./standIns.ts";

/** The newest VS Code that the embedded host runs: code-server 4.139.1 holds VS Code 1.139.1. */
export const newestVersion = "4.139.1";

/** A VS Code server on disk. */
export type VSCode = {
  /** The folder that holds out/server-main.js. */
  readonly folder: string;
  /** The Node that this VS Code was made for. */
  readonly node: string;
};

/** Exact, so that two machines run the same. */
const olderNodes: Readonly<Record<string, string>> = { "22": "22.23.3" };

/**
 * Installs the VS Code server from the npm package code-server, if the cache does not hold it yet.
 * @param version of code-server: 4.x holds VS Code 1.x
 */
export async function installCodeServer(version: string): Promise<VSCode> {
  const title = `Installing VS Code 1${version.slice(1)} (npm's code-server ${version}, 600 MB)`;
  const folder = await filledOnce(path.join(cacheFolder, `code-server-${version}`), async (staging) =>
    withProgress(title, async () => fill(staging, version)),
  );
  return { folder: vscodeFolder(folder), node: await nodeFor(packageFolder(folder)) };
}

/** Install scripts are left out: they build native modules that the server runs without. */
async function fill(staging: string, version: string): Promise<void> {
  const vscode = vscodeFolder(staging);
  prepareFolder(staging);
  await npm(["install", "--ignore-scripts", `code-server@${version}`, "--prefix", staging], staging);
  await npm(["install", "--ignore-scripts", "--omit=dev"], vscode);
  await npm(["install", "--ignore-scripts", "--omit=dev"], path.join(vscode, "extensions"));
  // Two native modules would need a compiler.
  writeFileSync(path.join(vscode, "node_modules/@vscode/spdlog/index.js"), spdlog);
  writeFileSync(path.join(vscode, "node_modules/@vscode/native-watchdog/index.js"), nativeWatchdog);
  await addRipgrep(staging, path.join(vscode, "node_modules/@vscode/ripgrep"));
}

/**
 * Searching for files needs ripgrep. Newer VS Codes bring it; the package in older ones downloads it from GitHub, in the
 * install script that we leave out. It is installed in a folder of its own: beside code-server, npm may unpack that anew,
 * without what was installed inside.
 */
async function addRipgrep(staging: string, older: string): Promise<void> {
  if (!existsSync(older)) return;
  const own = path.join(staging, "ripgrep");
  mkdirSync(own);
  prepareFolder(own);
  await npm(["install", "--ignore-scripts", "@vscode/ripgrep-universal@1.18.0", "--prefix", own], own);
  const binaries = path.join(own, "node_modules/@vscode/ripgrep-universal/bin");
  cpSync(path.join(binaries, `${process.platform}-${process.arch}`), path.join(older, "bin"), { recursive: true });
}

/** An extension host of VS Code 1.110 hangs on Node 24 when it loads an extension; on its own Node 22 it does not. */
async function nodeFor(codeServer: string): Promise<string> {
  const manifest: { readonly engines: { readonly node: string } } = JSON.parse(
    readFileSync(path.join(codeServer, "package.json"), "utf8"),
  );
  const version = olderNodes[manifest.engines.node];
  if (version === undefined) return process.execPath;
  const folder = await filledOnce(path.join(cacheFolder, `node-${version}`), async (staging) =>
    withProgress(`Installing Node ${version}, which this VS Code was made for`, async () => {
      prepareFolder(staging, ["node"]);
      await npm(["install", `node@${version}`, "--prefix", staging], staging);
    }),
  );
  return path.join(folder, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
}

function packageFolder(folder: string): string {
  return path.join(folder, "node_modules/code-server");
}

function vscodeFolder(folder: string): string {
  return path.join(packageFolder(folder), "lib/vscode");
}
