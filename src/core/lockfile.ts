import { dirname, foldersUpward, join, relative } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";

/** Reads a file, or gives undefined. */
export type Read = (path: FilePath) => string | undefined;

/** Finds in the text of a lockfile at `path` which wrangler it has chosen for a folder; undefined if it says nothing of one. */
type Search = (question: {
  readonly text: string;
  readonly path: FilePath;
  readonly folder: FilePath;
  readonly read: Read;
}) => string | undefined;

/** A monorepo's lockfile has several versions where its packages want several; only the folder's own one counts. */
const searches: Readonly<Record<string, Search>> = {
  "package-lock.json": inNpm,
  "pnpm-lock.yaml": inPnpm,
  "yarn.lock": inYarn,
  "bun.lock": ({ text }) => /"wrangler":\s*\["wrangler@(\d[^"]*)"/.exec(text)?.[1],
};

/** The version of wrangler that the nearest lockfile has chosen for a folder. */
export function lockedWrangler(read: Read, folder: FilePath): string | undefined {
  for (const each of foldersUpward(folder)) {
    for (const [name, search] of Object.entries(searches)) {
      const path = join(each, name);
      const text = read(path);
      const version = text === undefined ? undefined : search({ text, path, folder, read });
      if (version !== undefined) return version;
    }
  }
  return undefined;
}

/** Installed for the folder itself, or for one above it. */
function inNpm({ text, path, folder }: Parameters<Search>[0]): string | undefined {
  for (const place of placesUp(path, folder)) {
    const key = escaped(place === "." ? "" : `${place}/`);
    const found = new RegExp(`"${key}node_modules/wrangler":\\s*\\{\\s*"version":\\s*"(\\d[^"]*)"`).exec(text);
    if (found !== null) return found[1];
  }
  return undefined;
}

/** By the section of the folder under `importers`; a lockfile of a single project may have none. */
function inPnpm(question: Parameters<Search>[0]): string | undefined {
  const { text, path, folder, read } = question;
  if (!/^importers:/m.test(text)) return /^ {2}['"]?\/?wrangler[@/](\d+\.\d+\.\d+[^:('"]*)/m.exec(text)?.[1];
  for (const place of placesUp(path, folder)) {
    const section = new RegExp(`^ {2}['"]?${escaped(place)}['"]?:\\n((?: {4}.*\\n|\\n)*)`, "m").exec(text)?.[1] ?? "";
    const chosen = /^ {6}['"]?wrangler['"]?:(?:\n {8}.*)*?\n {8}version: ['"]?([^\s('"]+)/m.exec(section)?.[1];
    if (chosen === undefined) continue;
    const link = /^link:(.*)/.exec(chosen)?.[1];
    return link === undefined ? chosen : versionIn(read(join(join(dirname(path), place), `${link}/package.json`)));
  }
  return undefined;
}

/** By the range that the nearest package.json asks for, where there are several. */
function inYarn({ text, path, folder, read }: Parameters<Search>[0]): string | undefined {
  const entries = [...text.matchAll(/^"?(wrangler@[^\n]*):\r?\n\s+version:? "?(\d[^"\s]*)/gm)];
  if (entries.length < 2) return entries[0]?.[2];
  for (const place of placesUp(path, folder)) {
    const asked = read(join(join(dirname(path), place), "package.json")) ?? "";
    const range = /"wrangler"\s*:\s*"([^"]*)"/.exec(asked)?.[1];
    const names = (entry: string): readonly string[] =>
      entry.split(/,\s*/).map((each) => each.replaceAll(/"|npm:/g, ""));
    const found = entries.find((entry) => range !== undefined && names(entry[1] ?? "").includes(`wrangler@${range}`));
    if (found !== undefined) return found[2];
  }
  return undefined;
}

function versionIn(packageJson: string | undefined): string | undefined {
  return /"version"\s*:\s*"(\d[^"]*)"/.exec(packageJson ?? "")?.[1];
}

/** The folder as seen from the lockfile, and those above it up to the lockfile's own (`.`). */
function placesUp(lockfile: FilePath, folder: FilePath): readonly string[] {
  const top = dirname(lockfile);
  const places: string[] = [];
  for (const each of foldersUpward(folder)) {
    if (each === top) break;
    places.push(relative(top, each));
  }
  return [...places, "."];
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
