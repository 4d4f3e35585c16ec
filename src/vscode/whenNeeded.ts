import { readdir } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";

const configurations = "**/{wrangler*.json,wrangler*.jsonc,wrangler*.toml,cloudflare.config.ts}";

/**
 * Resolves to true as soon as a wrangler configuration is open, or lies in the workspace, now or later; to false when it
 * is cancelled. The extension is also activated by opening a JSON or TOML file, as in a folder that gets its
 * configuration only now, and most of those are none of its business. `none` is called when the workspace has none yet.
 */
export async function whenNeeded(token: vscode.CancellationToken, none: () => void): Promise<boolean> {
  if (vscode.workspace.textDocuments.some(isWanted)) return true;
  const subscriptions: vscode.Disposable[] = [];
  const isNeeded = await new Promise<boolean>((resolve) => {
    const watcher = vscode.workspace.createFileSystemWatcher(configurations, false, true, true);
    subscriptions.push(
      watcher,
      watcher.onDidCreate(() => resolve(true)),
      vscode.workspace.onDidOpenTextDocument((document) => isWanted(document) && resolve(true)),
      token.onCancellationRequested(() => resolve(false)),
    );
    void isNearTheTop(token).then((isThere) => isThere && resolve(true));
    void vscode.workspace
      .findFiles(configurations, "**/node_modules/**", 1, token)
      .then((found) => (found.length > 0 ? resolve(true) : none()));
  });
  vscode.Disposable.from(...subscriptions).dispose();
  return isNeeded;
}

function isWanted(document: vscode.TextDocument): boolean {
  return vscode.languages.match({ pattern: configurations }, document) > 0;
}

/** So many levels of folders are looked into, and so many folders of one, before it is left to the search. */
const maxLevels = 4;
const maxFolders = 30;

/**
 * Whether a configuration lies in one of the upper folders. VS Code's own search and file system wait for a window that is
 * busy starting, for a second in a large workspace; the disk itself does not.
 */
async function isNearTheTop(token: vscode.CancellationToken): Promise<boolean> {
  const top = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  let folders: readonly string[] = top.map(({ uri }) => uri.fsPath);
  for (let level = 0; level < maxLevels && !token.isCancellationRequested; level++) {
    const found = await Promise.all(folders.slice(0, maxFolders).map(look));
    if (found.some(({ isThere }) => isThere)) return true;
    folders = found.flatMap(({ below }) => below);
  }
  return false;
}

async function look(folder: string): Promise<{ readonly isThere: boolean; readonly below: readonly string[] }> {
  // A folder that cannot be read has nothing for us.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((each) => each.isDirectory() && !/^\.|^node_modules$/.test(each.name));
  return {
    isThere: entries.some((each) => each.isFile() && isConfiguration.test(each.name)),
    below: below.map(({ name }) => path.join(folder, name)),
  };
}

const isConfiguration = /^(wrangler.*\.(jsonc?|toml)|cloudflare\.config\.ts)$/;
