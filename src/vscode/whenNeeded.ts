import * as vscode from "vscode";

const configurations = "**/{wrangler*.json,wrangler*.jsonc,wrangler*.toml,cloudflare.config.ts}";

/**
 * Resolves to true as soon as a wrangler configuration is open, or lies in the workspace, now or later; to false when it
 * is cancelled. The extension is also activated by opening a JSON or TOML file, as in a folder that gets its
 * configuration only now, and most of those are none of its business.
 */
export async function whenNeeded(token: vscode.CancellationToken): Promise<boolean> {
  const isWanted = (document: vscode.TextDocument) => vscode.languages.match({ pattern: configurations }, document) > 0;
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
    void vscode.workspace
      .findFiles(configurations, "**/node_modules/**", 1, token)
      .then((found) => found.length > 0 && resolve(true));
  });
  vscode.Disposable.from(...subscriptions).dispose();
  return isNeeded;
}
