import path from "node:path";
import { findConfigs } from "../../core/discovery.ts";
import type { FileSystem } from "../../core/ports.ts";
import { dirname, foldersUpward, isInside, join, toFilePath } from "../../core/text/path.ts";
import type { FilePath } from "../../core/text/span.ts";
import { UsageError } from "./usage.ts";

/** A configuration to check, and the folder above which nothing may decide how. */
export interface Target {
  readonly config: FilePath;
  readonly root: FilePath;
  /** Whether it was named itself: a person who names a file wants it checked, whatever the settings exclude. */
  readonly isNamed: boolean;
}

/**
 * The configurations that words of the command line name: one that is a file, all below one that is a folder. Each stands
 * there once, in the order of their paths. Throws a `UsageError` for a path that cannot be read.
 */
export function findTargets(files: FileSystem, current: FilePath, words: readonly string[]): readonly Target[] {
  const targets = new Map<FilePath, Target>();
  for (const word of words) {
    for (const target of targetsOf(files, current, word)) {
      if (target.isNamed || !targets.has(target.config)) targets.set(target.config, target);
    }
  }
  return [...targets.values()].toSorted((a, b) => (a.config < b.config ? -1 : 1));
}

function targetsOf(files: FileSystem, current: FilePath, word: string): readonly Target[] {
  const full = toFilePath(path.resolve(current, word));
  const kind = files.stat(full)?.kind;
  if (kind === undefined) throw new UsageError(`There is no file or folder "${word}", or it may not be read.`);
  const folder = kind === "folder" ? full : dirname(full);
  const root = rootOf(files, folder, current);
  if (kind === "folder") return findConfigs(files, full).map((config) => ({ config, root, isNamed: false }));
  if (!/\.(jsonc?|toml)$/.test(full)) {
    throw new UsageError(`"${word}" is no wrangler configuration: those end in .jsonc, .json or .toml.`);
  }
  return [{ config: full, root, isNamed: true }];
}

/** The repository that a folder lies in, else the current folder if it does, else itself. */
function rootOf(files: FileSystem, folder: FilePath, current: FilePath): FilePath {
  for (const each of foldersUpward(folder)) {
    if (files.stat(join(each, ".git")) !== undefined) return each;
  }
  return isInside(current, folder) ? current : folder;
}
