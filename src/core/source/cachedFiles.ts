import type { FileStat, FileSystem } from "../ports.ts";
import { dirname, toFilePath } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";

/**
 * A file system that asks the one behind it once for each path, and notes in `recorder` what was looked at: files, found
 * or not, and folders that are not there (one that is there decides nothing by itself).
 * A path in a linked package is known by where the package really lies, as that is what an editor reports changes of.
 * What it knows holds until `invalidate`.
 */
export class CachedFiles {
  /** Where paths are noted; undefined notes nothing. */
  recorder: Set<FilePath> | undefined;
  readonly #files: FileSystem;
  readonly #stats = new Map<FilePath, FileStat | undefined>();
  readonly #realPaths = new Map<FilePath, FilePath>();
  readonly #texts = new Map<FilePath, string | undefined>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  stat(path: FilePath): FileStat | undefined {
    const place = this.#placeOf(path);
    const stat = this.#stats.has(place) ? this.#stats.get(place) : this.#ask(place);
    if (stat?.kind !== "folder") this.recorder?.add(place);
    return stat;
  }

  isFile(path: FilePath): boolean {
    return this.stat(path)?.kind === "file";
  }

  isFolder(path: FilePath): boolean {
    return this.stat(path)?.kind === "folder";
  }

  /** The text of a small file that decides how specifiers are resolved (package.json, tsconfig.json). It is kept. */
  readFile(path: FilePath): string | undefined {
    const place = this.#placeOf(path);
    this.recorder?.add(place);
    if (!this.#texts.has(place)) this.#texts.set(place, this.#files.readFile(place));
    return this.#texts.get(place);
  }

  realPath(path: FilePath): FilePath {
    const known = this.#realPaths.get(path) ?? this.#files.realPath(path);
    this.#realPaths.set(path, known);
    return known;
  }

  /**
   * Forgets what a change of `path` may have changed. Returns the paths that are there now and were not, or the other way
   * round, and those whose text decided a resolution: none where only the text of a module is another.
   */
  invalidate(path: FilePath): ReadonlySet<FilePath> {
    const changed = new Set<FilePath>();
    for (const place of new Set([path, this.#placeOf(path)])) {
      if (this.#texts.has(place)) changed.add(place);
      const isStillFile = this.#stats.get(place)?.kind === "file" && this.#files.stat(place)?.kind === "file";
      if (isStillFile) this.#stats.delete(place);
      else this.#collectChanged(place, changed);
    }
    for (const each of changed) this.#forget(each);
    return changed;
  }

  #ask(path: FilePath): FileStat | undefined {
    const stat = this.#isBelowNothing(path) ? undefined : this.#files.stat(path);
    this.#stats.set(path, stat);
    return stat;
  }

  #collectChanged(path: FilePath, changed: Set<FilePath>): void {
    changed.add(path);
    for (const known of [this.#stats, this.#realPaths, this.#texts].flatMap((map) => [...map.keys()])) {
      if (known.startsWith(`${path}/`)) changed.add(known);
    }
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      if (!this.#stats.has(folder)) continue;
      if (this.#stats.get(folder)?.kind === this.#files.stat(folder)?.kind) break;
      changed.add(folder);
    }
  }

  #forget(path: FilePath): void {
    this.#stats.delete(path);
    this.#realPaths.delete(path);
    this.#texts.delete(path);
  }

  /** Spares the disk the many questions about files in a `node_modules` that is not there. */
  #isBelowNothing(path: FilePath): boolean {
    const folder = dirname(path);
    return this.#stats.has(folder) && this.#stats.get(folder) === undefined;
  }

  #placeOf(path: FilePath): FilePath {
    const link = packageFolderOf(path);
    if (link === undefined) return path;
    const real = this.realPath(link);
    if (real === link) return path;
    this.recorder?.add(link);
    return toFilePath(real + path.slice(link.length));
  }
}

/** The folder of the innermost package that a path lies in (or is): `…/node_modules/@scope/name`; undefined outside of packages. */
export function packageFolderOf(path: FilePath): FilePath | undefined {
  const start = path.lastIndexOf(inPackages);
  if (start < 0) return undefined;
  const [first = "", second] = path.slice(start + inPackages.length).split("/");
  const name = first.startsWith("@") && second !== undefined ? `${first}/${second}` : first;
  return toFilePath(path.slice(0, start + inPackages.length + name.length));
}

/** Whether a (real) path lies in an installed package, which is not the project's own code. */
export function isInPackage(path: FilePath): boolean {
  return path.includes(inPackages);
}

const inPackages = "/node_modules/";
