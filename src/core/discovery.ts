import type { FileSystem } from "./ports.ts";
import { basename, dirname, foldersUpward, join } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";

/** Folders that hold no configuration a person wrote: packages, build output, caches. */
const skippedFolders: ReadonlySet<string> = new Set([
  "node_modules",
  "dist",
  "build",
  "out",
  "target",
  "coverage",
  "vendor",
  "bower_components",
]);

/** wrangler looks for these names, in this order, each of them all the way up. */
const discoveredNames = ["wrangler.json", "wrangler.jsonc", "wrangler.toml"] as const;

/**
 * Whether a path is that of a wrangler configuration: `wrangler.{json,jsonc,toml}`, `wrangler.*.{json,jsonc,toml}`, or
 * `cloudflare.config.ts`. (`wrangler.config.ts` beside that holds settings of the build, nothing about Workers.)
 */
export function isConfigPath(path: string): boolean {
  return /^(wrangler(\..+)?\.(jsonc?|toml)|cloudflare\.config\.ts)$/.test(basename(path));
}

/** Whether a path lies outside packages, build output and hidden folders, below `root`. */
export function isOwnPath(root: FilePath, path: FilePath): boolean {
  const parts = path.slice(root.length).split("/").slice(0, -1);
  return parts.every((part) => part === "" || isOwnFolder(part));
}

/** Every wrangler configuration below a folder, in the order of their paths. Links to folders are not followed. */
export function findConfigs(files: FileSystem, root: FilePath): readonly FilePath[] {
  return [...walkConfigs(files, root)].flat().toSorted();
}

/**
 * The same, folder by folder, the upper ones first: each step reads one folder and yields the configurations in it, so
 * that whoever walks a large tree can do other things in between.
 */
export function* walkConfigs(
  files: FileSystem,
  root: FilePath,
  isSkipped: (path: FilePath) => boolean = () => false,
): Generator<readonly FilePath[]> {
  const pending: FilePath[] = [root];
  for (const folder of pending) {
    const found: FilePath[] = [];
    for (const entry of files.readFolder(folder)) {
      const path = join(folder, entry.name);
      const isWanted = entry.kind === "folder" ? isOwnFolder(entry.name) : isConfigPath(entry.name);
      if (isWanted && !isSkipped(path)) (entry.kind === "folder" ? pending : found).push(path);
    }
    yield found;
  }
}

/**
 * The configuration that wrangler would use in place of this one, or undefined: it walks up for `wrangler.json`, then for
 * `wrangler.jsonc`, then for `wrangler.toml` (measured with wrangler 4.164). One with another name is only ever used by
 * `--config`. `reads` receives every path that was looked for.
 */
export function shadowOf(files: FileSystem, config: FilePath, reads?: Set<FilePath>): FilePath | undefined {
  const ownRank = discoveredNames.findIndex((name) => name === basename(config));
  for (const name of discoveredNames.slice(0, Math.max(0, ownRank))) {
    for (const folder of foldersUpward(dirname(config))) {
      const candidate = join(folder, name);
      reads?.add(candidate);
      if (files.stat(candidate)?.kind === "file") return candidate;
    }
  }
  return undefined;
}

function isOwnFolder(name: string): boolean {
  return !name.startsWith(".") && !skippedFolders.has(name);
}
