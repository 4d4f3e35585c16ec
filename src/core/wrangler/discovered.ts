import type { FileSystem } from "../ports.ts";
import { basename, dirname, foldersUpward, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";

/** wrangler looks for these names, in this order, each of them all the way up. */
const discoveredNames = ["wrangler.json", "wrangler.jsonc", "wrangler.toml"] as const;

/** The configuration that wrangler uses in a folder unless it is told one (`--config`); undefined if there is none. */
export function discoveredFrom(files: FileSystem, folder: FilePath): FilePath | undefined {
  return firstUpward(files, folder, discoveredNames);
}

/**
 * The configuration that wrangler would use in place of this one, or undefined. One with another name is only ever used by
 * `--config`. `reads` receives every path that was looked for.
 */
export function shadowOf(files: FileSystem, config: FilePath, reads?: Set<FilePath>): FilePath | undefined {
  const ownRank = discoveredNames.findIndex((name) => name === basename(config));
  return firstUpward(files, dirname(config), discoveredNames.slice(0, Math.max(0, ownRank)), reads);
}

/** Looks for each name all the way up before the next (measured with wrangler 4.164). */
function firstUpward(
  files: FileSystem,
  from: FilePath,
  names: readonly string[],
  reads?: Set<FilePath>,
): FilePath | undefined {
  for (const name of names) {
    for (const folder of foldersUpward(from)) {
      const candidate = join(folder, name);
      reads?.add(candidate);
      if (files.stat(candidate)?.kind === "file") return candidate;
    }
  }
  return undefined;
}
