import {
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type FileOperationRegistrationOptions,
} from "vscode-languageserver";
import type { Client } from "./client.ts";
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
export function registerWatching(connection: Connection, workspace: Workspace): void {
  connection.onDidChangeWatchedFiles(({ changes }) => changes.forEach((change) => fileChanged(workspace, change)));
  const folderChanged = async (uris: readonly string[]) => {
    for (const path of uris.map(toPath)) if (path !== undefined) await workspace.folderChanged(path);
  };
  connection.workspace.onDidCreateFiles(({ files }) => folderChanged(files.map(({ uri }) => uri)));
  connection.workspace.onDidDeleteFiles(({ files }) => folderChanged(files.map(({ uri }) => uri)));
  connection.workspace.onDidRenameFiles(({ files }) =>
    folderChanged(files.flatMap((each) => [each.oldUri, each.newUri])),
  );
}

/** Asks the editor to watch the disk, if it can. */
export async function startWatching(connection: Connection, { hasDynamicWatching }: Client): Promise<void> {
  if (!hasDynamicWatching) return;
  const watchers = watched.map((globPattern) => ({ globPattern }));
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** The text of an open document counts, whatever happens to the file; only its own coming and going is news. */
function fileChanged(workspace: Workspace, { uri, type }: FileEvent): void {
  const path = toPath(uri);
  if (path === undefined) return;
  if (type === FileChangeType.Changed && workspace.documents.get(path) !== undefined) return;
  const { documents } = workspace;
  for (const each of new Set([path, documents.realPath(path)])) workspace.changed(each);
}
