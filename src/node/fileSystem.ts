import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from "node:fs";
import type { FileSystem, FolderEntry } from "../core/ports.ts";
import { join, toFilePath } from "../core/text/path.ts";
import type { FilePath } from "../core/text/span.ts";

/** Longer files are not read, so that nothing a workspace holds can stop a check. In bytes. */
const maxSize = 10_000_000;

/** The files on disk. Whatever cannot be read (rights, a device, a name that is none) is not there. */
export const diskFiles: FileSystem = {
  readFile(path) {
    // Opening a named pipe would wait for a writer for ever.
    const stat = diskFiles.stat(path);
    if (stat?.kind !== "file" || stat.size > maxSize) return undefined;
    const text = attempt(() => readFileSync(path, "utf8"));
    return text?.startsWith("\uFEFF") === true ? text.slice(1) : text;
  },

  stat(path) {
    const found = attempt(() => statSync(path, { throwIfNoEntry: false }));
    if (found?.isFile() === true) return { kind: "file", size: found.size };
    return found?.isDirectory() === true ? { kind: "folder", size: 0 } : undefined;
  },

  readFolder(path) {
    const entries = attempt(() => readdirSync(path, { withFileTypes: true })) ?? [];
    return entries.flatMap((entry) => entryOf(path, entry));
  },

  realPath: (path) => attempt(() => toFilePath(realpathSync.native(path))) ?? path,
};

/**
 * A link to a file is a file; a link to a folder is left out, since walking into it may never end. So is a name with `\`
 * in it, which some systems allow: as a path it would mean another place, such as the folder itself.
 */
function entryOf(folder: FilePath, entry: Dirent): readonly FolderEntry[] {
  if (entry.name.includes("\\")) return [];
  if (entry.isDirectory()) return [{ name: entry.name, kind: "folder" }];
  const isFile = entry.isFile() || (entry.isSymbolicLink() && isLinkToFile(folder, entry.name));
  return isFile ? [{ name: entry.name, kind: "file" }] : [];
}

function isLinkToFile(folder: FilePath, name: string): boolean {
  return diskFiles.stat(join(folder, name))?.kind === "file";
}

function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
