import satisfies from "semver/functions/satisfies.js";
import gte from "semver/functions/gte.js";
import minVersion from "semver/ranges/min-version.js";
import validRange from "semver/ranges/valid.js";
import { lockedWrangler, type Read } from "./lockfile.ts";
import type { FileSystem } from "./ports.ts";
import { foldersUpward, join } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";

/** The wrangler that decides what is true for a configuration. Nothing is executed to find out. */
export interface WranglerInUse {
  /** A full version such as `4.164.0`. */
  readonly version: string;
  readonly from: "installed" | "lockfile" | "range" | "newest";
  /** The folder of the installed package; undefined if none is. */
  readonly folder?: FilePath;
  /** The newest compatibility date that the installed runtime knows (`YYYY-MM-DD`); undefined if none is installed. */
  readonly runtimeDate?: string;
}

/** The newest wrangler that the rules were measured with; it stands for "the newest" wherever nothing else is known. */
export const newestWrangler = "4.164.0";

/** The last versions of the major versions before, for a range that admits nothing newer. */
const lastOfMajor = ["3.114.17", "2.21.3", "1.21.0"];

/**
 * Finds the wrangler of a folder: the installed one (`node_modules` upward), else the lockfile's, else the newest that
 * the nearest package.json's range admits, else the newest. `reads` receives every path that decided it.
 */
export function findWranglerInUse(files: FileSystem, folder: FilePath, reads?: Set<FilePath>): WranglerInUse {
  const read = (path: FilePath): string | undefined => {
    reads?.add(path);
    return files.readFile(path);
  };
  return (
    installed(read, folder) ??
    locked(read, folder) ??
    ranged(read, folder) ?? { version: newestWrangler, from: "newest" }
  );
}

/** Whether the wrangler in use is at least `version`. */
export function isAtLeast(wrangler: WranglerInUse, version: string): boolean {
  return gte(wrangler.version, version);
}

function installed(read: Read, folder: FilePath): WranglerInUse | undefined {
  for (const each of foldersUpward(folder)) {
    const folder = join(each, "node_modules/wrangler");
    const version = stringIn(read(join(folder, "package.json")), "version");
    if (version === undefined || !isVersion(version)) continue;
    const runtimeDate = runtimeDateOf(stringIn(read(join(each, "node_modules/workerd/package.json")), "version"));
    return { version, from: "installed", folder, ...(runtimeDate && { runtimeDate }) };
  }
  return undefined;
}

function locked(read: Read, folder: FilePath): WranglerInUse | undefined {
  const version = lockedWrangler(read, folder);
  return version !== undefined && isVersion(version) ? { version, from: "lockfile" } : undefined;
}

function ranged(read: Read, folder: FilePath): WranglerInUse | undefined {
  for (const each of foldersUpward(folder)) {
    const range = stringIn(read(join(each, "package.json")), "wrangler");
    const version = range === undefined ? undefined : newestIn(range);
    if (version !== undefined) return { version, from: "range" };
  }
  return undefined;
}

function newestIn(range: string): string | undefined {
  if (validRange(range) === null) return undefined;
  return [newestWrangler, ...lastOfMajor].find((version) => satisfies(version, range)) ?? minVersion(range)?.version;
}

/** workerd's version carries its date: `1.20261117.1`. */
function runtimeDateOf(version: string | undefined): string | undefined {
  const match = /^1\.(\d{4})(\d{2})(\d{2})\./.exec(version ?? "");
  return match === null ? undefined : match.slice(1).join("-");
}

function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+/.test(text);
}

/** The first string under a key, anywhere in a JSON text: enough for `version` and one dependency, and it never throws. */
function stringIn(json: string | undefined, key: string): string | undefined {
  return new RegExp(`"${key}"\\s*:\\s*"([^"]*)"`).exec(json ?? "")?.[1];
}
