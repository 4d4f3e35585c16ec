import type { FileSystem } from "./ports.ts";
import { basename, join } from "./text/path.ts";
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

function isOwnFolder(name: string): boolean {
  return !name.startsWith(".") && !skippedFolders.has(name);
}
