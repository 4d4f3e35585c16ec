import { globMatcher } from "./text/glob.ts";
import { relative } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";

/**
 * Whether the setting `durableObjects.exclude` takes a configuration out: `patterns` are globs, relative to `folder`,
 * that match it or one of the folders it lies in (`packages/legacy`, `**\/fixtures/**`, `wrangler.old.toml`).
 */
export function isExcluded(patterns: readonly string[], folder: FilePath, config: FilePath): boolean {
  return exclusion(patterns, folder)(config);
}

/** The same for many paths: the patterns are compiled once. */
export function exclusion(patterns: readonly string[], folder: FilePath): (path: FilePath) => boolean {
  if (patterns.length === 0) return () => false;
  const all = patterns.map((pattern) => globMatcher(trimmed(pattern)));
  const matches = (path: string): boolean => all.some((each) => each(path));
  return (path) => {
    const parts = relative(folder, path).split("/");
    return parts.some((_, index) => matches(parts.slice(0, index + 1).join("/")));
  };
}

/** People also write `./packages/legacy/`. */
function trimmed(pattern: string): string {
  return pattern.replace(/^\.?\//, "").replace(/\/$/, "");
}
