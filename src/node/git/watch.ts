import { watch, type FSWatcher } from "node:fs";
import { basename, dirname } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";

/** How long to wait for more: one commit touches several files. In ms. */
const pause = 150;

/**
 * Calls `changed` soon after one of the files was written, created or removed. git replaces its files, so their folders
 * are watched. Returns what ends it.
 */
export function watchFiles(files: readonly FilePath[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, pause).unref();
  };
  const folders = [...new Set(files.map(dirname))];
  const watchers = folders.map((folder) => {
    const names = files.filter((file) => dirname(file) === folder).map(basename);
    return watchFolder(folder, new Set(names), later);
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher?.close();
  };
}

function watchFolder(folder: FilePath, names: ReadonlySet<string>, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || names.has(name)) changed();
    });
    return watcher.on("error", () => watcher.close());
  } catch {
    // A folder that is not there (no reflog, no remote) has nothing to tell.
    return undefined;
  }
}
