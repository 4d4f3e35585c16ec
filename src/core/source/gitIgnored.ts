import { globMatcher } from "../text/glob.ts";
import { dirname, foldersUpward, join, relative } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { ModuleGraph } from "./graph.ts";

/**
 * Whether git would ignore a file, by the `.gitignore` of the folders above it up to the repository's own. What is ignored
 * and not there is made by a build. Personal and global ignore files are not read.
 */
export function isGitIgnored(graph: ModuleGraph, path: FilePath): boolean {
  let isIgnored = false;
  for (const folder of foldersOfRepository(graph, dirname(path)).toReversed()) {
    for (const { matches, isNegated } of patternsIn(graph, folder))
      if (matches(relative(folder, path))) isIgnored = !isNegated;
  }
  return isIgnored;
}

/** The nearest first. Without a repository all folders count: a download has its `.gitignore` all the same. */
function foldersOfRepository(graph: ModuleGraph, from: FilePath): readonly FilePath[] {
  const folders: FilePath[] = [];
  for (const folder of foldersUpward(from)) {
    folders.push(folder);
    if (graph.stat(join(folder, ".git")) !== undefined) break;
  }
  return folders;
}

interface Pattern {
  readonly matches: (path: string) => boolean;
  readonly isNegated: boolean;
}

function patternsIn(graph: ModuleGraph, folder: FilePath): readonly Pattern[] {
  const file = join(folder, ".gitignore");
  const text = graph.stat(file)?.kind === "file" ? (graph.readText(file) ?? "") : "";
  return text.split("\n").flatMap((line) => toPattern(line.trim()) ?? []);
}

/** A pattern with a slash in it counts from its folder, another one at any depth; one that ends in a slash means folders. */
function toPattern(line: string): Pattern | undefined {
  const isNegated = line.startsWith("!");
  const pattern = isNegated ? line.slice(1) : line;
  const name = pattern.replace(/^\//, "").replace(/\/$/, "");
  if (name === "" || name.startsWith("#")) return undefined;
  const isMatch = globMatcher(/\/(?!$)/.test(pattern) ? name : `**/${name}`);
  const isFolder = pattern.endsWith("/");
  return {
    isNegated,
    matches: (path) => placesOf(path, isFolder).some((each) => isMatch(each)),
  };
}

/** The path itself and the folders it lies in. */
function placesOf(path: string, isFolder: boolean): readonly string[] {
  const parts = path.split("/");
  const places = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return isFolder ? places.slice(0, -1) : places;
}
