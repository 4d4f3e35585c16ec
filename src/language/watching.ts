import {
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type FileOperationRegistrationOptions,
} from "vscode-languageserver";
import type { Log } from "../core/ports.ts";
import type { Client } from "./client.ts";
import { inBackground } from "./log.ts";
import { toPath } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

/** What an analysis reads from disk. */
const watched = [
  "**/wrangler*.{json,jsonc,toml}",
  "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py}",
  "**/{package.json,tsconfig*.json,package-lock.json,pnpm-lock.yaml,yarn.lock,bun.lock}",
  "**/node_modules/wrangler/package.json",
];

const folders: FileOperationRegistrationOptions = {
  filters: [{ scheme: "file", pattern: { glob: "**", matches: "folder" } }],
};

/** Of a folder that is moved or deleted, watchers of files hear nothing; the editor's own operations are told apart. */
export const fileOperations = { didCreate: folders, didRename: folders, didDelete: folders } as const;

/** Follows changes on disk. */
export function registerWatching(connection: Connection, workspace: Workspace, log: Log): void {
  connection.onDidChangeWatchedFiles(({ changes }) => filesChanged(workspace, changes));
  const foldersChanged = (uris: readonly string[]) => {
    for (const path of uris.map(toPath)) if (path !== undefined) workspace.folderChanged(path);
    inBackground(log, workspace.search());
  };
  connection.workspace.onDidCreateFiles(({ files }) => foldersChanged(files.map(({ uri }) => uri)));
  connection.workspace.onDidDeleteFiles(({ files }) => foldersChanged(files.map(({ uri }) => uri)));
  connection.workspace.onDidRenameFiles(({ files }) =>
    foldersChanged(files.flatMap((each) => [each.oldUri, each.newUri])),
  );
}

/** Asks the editor to watch the disk, if it can. */
export async function startWatching(connection: Connection, { hasDynamicWatching }: Client): Promise<void> {
  if (!hasDynamicWatching) return;
  const watchers = watched.map((globPattern) => ({ globPattern }));
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** Where more files than this change at once in a folder of packages, the whole folder counts as another. */
const maxSinglePackageFiles = 50;

/** An installation changes thousands of files, of which an analysis has read a few. */
function filesChanged(workspace: Workspace, changes: readonly FileEvent[]): void {
  const inPackages = new Map<string, number>();
  for (const { uri } of changes) {
    const folder = packageFolder(uri);
    if (folder !== undefined) inPackages.set(folder, (inPackages.get(folder) ?? 0) + 1);
  }
  const installed = [...inPackages].flatMap(([folder, count]) => (count > maxSinglePackageFiles ? [folder] : []));
  for (const path of installed.map(toPath)) if (path !== undefined) workspace.folderChanged(path);
  const others = changes.filter(({ uri }) => !installed.includes(packageFolder(uri) ?? ""));
  for (const change of others) fileChanged(workspace, change);
}

/** The outermost `node_modules` that a file lies in. */
function packageFolder(uri: string): string | undefined {
  return /^.*?\/node_modules(?=\/)/.exec(uri)?.[0];
}

/** The text of an open document counts, whatever happens to the file; only its own coming and going is news. */
function fileChanged(workspace: Workspace, { uri, type }: FileEvent): void {
  const path = toPath(uri);
  if (path === undefined) return;
  const { documents } = workspace;
  if (type === FileChangeType.Changed && documents.get(path) !== undefined) return;
  for (const each of new Set([path, documents.realPath(path)])) workspace.changed(each);
}
