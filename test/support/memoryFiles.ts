import type { FileStat, FileSystem, FolderEntry } from "../../src/core/ports.ts";
import { dirname, join, toFilePath } from "../../src/core/text/path.ts";
import type { FilePath } from "../../src/core/text/span.ts";

/** What is at a path: a text, or a link to another path (relative to the folder of the link, or absolute). */
export type MemoryEntry = string | { readonly link: string };

/**
 * A file system built from a map, such as `{ "src/index.ts": "…", "node_modules/lib": { link: "../packages/lib" } }`;
 * relative paths lie below `/w`. It counts what is asked of it, so that a test can hold the amount of work.
 */
export class MemoryFiles implements FileSystem {
  /** Every path given to `readFile`, in order; likewise for the other questions. */
  readonly reads: FilePath[] = [];
  readonly stats: FilePath[] = [];
  readonly foldersRead: FilePath[] = [];
  readonly #texts = new Map<FilePath, string>();
  readonly #links = new Map<FilePath, FilePath>();
  readonly #folders = new Map<FilePath, Map<string, "file" | "folder">>();

  constructor(files: Readonly<Record<string, MemoryEntry>> = {}) {
    this.#addFolder(root);
    for (const [path, entry] of Object.entries(files)) {
      if (typeof entry === "string") this.write(path, entry);
      else this.link(path, entry.link);
    }
  }

  /** Creates or replaces a file and returns its path. */
  write(path: string, text: string): FilePath {
    const full = at(path);
    this.#texts.set(full, text);
    this.#addChild(full, "file");
    return full;
  }

  /** Makes `path` a link to `target`, as package managers do for packages of the workspace. */
  link(path: string, target: string): FilePath {
    const full = at(path);
    this.#links.set(full, join(dirname(full), target));
    this.#addChild(full, "folder");
    return full;
  }

  /** Removes a file or a link, and returns its path. */
  delete(path: string): FilePath {
    const full = at(path);
    this.#texts.delete(full);
    this.#links.delete(full);
    this.#folders.get(dirname(full))?.delete(full.slice(full.lastIndexOf("/") + 1));
    return full;
  }

  /** Forgets what was asked so far. */
  resetCounts(): void {
    this.reads.length = 0;
    this.stats.length = 0;
    this.foldersRead.length = 0;
  }

  readFile(path: FilePath): string | undefined {
    this.reads.push(path);
    return this.#texts.get(this.realPath(path))?.replace(/^\uFEFF/, "");
  }

  stat(path: FilePath): FileStat | undefined {
    this.stats.push(path);
    const real = this.realPath(path);
    const text = this.#texts.get(real);
    if (text !== undefined) return { kind: "file", size: Buffer.byteLength(text) };
    return this.#folders.has(real) ? { kind: "folder", size: 0 } : undefined;
  }

  readFolder(path: FilePath): readonly FolderEntry[] {
    this.foldersRead.push(path);
    const children = this.#folders.get(this.realPath(path)) ?? new Map<string, "file" | "folder">();
    return [...children].map(([name, kind]) => ({ name, kind }));
  }

  realPath(path: FilePath): FilePath {
    if (this.#links.size === 0) return path;
    for (const [link, target] of this.#links) {
      if (path === link || path.startsWith(`${link}/`))
        return this.realPath(toFilePath(target + path.slice(link.length)));
    }
    return path;
  }

  #addChild(path: FilePath, kind: "file" | "folder"): void {
    const folder = dirname(path);
    this.#addFolder(folder);
    this.#folders.get(folder)?.set(path.slice(path.lastIndexOf("/") + 1), kind);
  }

  #addFolder(path: FilePath): void {
    if (this.#folders.has(path)) return;
    this.#folders.set(path, new Map());
    if (dirname(path) !== path) this.#addChild(path, "folder");
  }
}

const root = toFilePath("/w");

/** The absolute path of a name in the map: `src/index.ts` is `/w/src/index.ts`. */
export function at(path: string): FilePath {
  return join(root, path);
}
