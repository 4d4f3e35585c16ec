// oxlint-disable typescript/no-unsafe-type-assertion -- this is the file that makes the branded type
import type { FilePath } from "./span.ts";

/**
 * Normalises an absolute path of the operating system: `\` become `/`, `.` and `..` are resolved, drive letters become
 * lower case, the two slashes of a network path stay. A path that is not absolute is a mistake of the caller and throws.
 */
export function toFilePath(path: string): FilePath {
  const slashed = path.replaceAll("\\", "/").replace(/^([A-Za-z]):/, (drive) => drive.toLowerCase());
  if (!/^(\/|[a-z]:\/)/.test(slashed)) throw new TypeError(`Not an absolute path: ${path}`);
  return normalise(slashed) as FilePath;
}

/** Joins a relative (or absolute) path to a folder. */
export function join(folder: FilePath, path: string): FilePath {
  return isAbsolute(path) ? toFilePath(path) : toFilePath(folder.endsWith("/") ? folder + path : `${folder}/${path}`);
}

/** Whether a path, written with either slash, is absolute. */
export function isAbsolute(path: string): boolean {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(path);
}

/** The folder of a file; the root is its own folder. */
export function dirname(path: FilePath): FilePath {
  const cut = path.lastIndexOf("/");
  if (cut <= 0) return "/" as FilePath;
  return (path.slice(0, cut).endsWith(":") ? path.slice(0, cut + 1) : path.slice(0, cut)) as FilePath;
}

/** The last part of a path. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * The path from a folder to a file, with `/` and without a leading `./`; `.` for the folder itself. Between two drives there
 * is none: the absolute path.
 */
export function relative(from: FilePath, to: FilePath): string {
  if (rootOf(from) !== rootOf(to)) return to;
  const fromParts = parts(from);
  const toParts = parts(to);
  let shared = 0;
  while (shared < fromParts.length && fromParts[shared] === toParts[shared]) shared++;
  const path = [...fromParts.slice(shared).map(() => ".."), ...toParts.slice(shared)].join("/");
  return path === "" ? "." : path;
}

/** Whether `path` is `folder` or lies below it. */
export function isInside(folder: FilePath, path: FilePath): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The folder of `path` and every folder above it, the nearest first. */
export function* foldersUpward(folder: FilePath): Generator<FilePath> {
  for (let current = folder; ; current = dirname(current)) {
    yield current;
    if (dirname(current) === current) return;
  }
}

function parts(path: FilePath): readonly string[] {
  return path.split("/").filter((part) => part !== "");
}

function normalise(path: string): string {
  const root = rootOf(path);
  const kept: string[] = [];
  for (const part of path.slice(root.length).split("/")) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  return root + kept.join("/");
}

/** `/`, `c:/`, or the `//` that a network path begins with on Windows (`//wsl.localhost/Ubuntu`). */
function rootOf(path: string): string {
  return /^(?:[a-z]:\/|\/\/(?=[^/])|\/)/.exec(path)?.[0] ?? "/";
}
