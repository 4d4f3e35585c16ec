import { copyFileSync, globSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "./paths.ts";

/**
 * The files that an installed extension consists of, as .vscodeignore lists them.
 * @param extension a folder with a package.json, such as the project's
 * @returns paths relative to it, with slashes, sorted
 */
export function shippedFiles(extension: string): readonly string[] {
  const lines = readFileSync(path.join(projectFolder, ".vscodeignore"), "utf8").split(/\r?\n/);
  const patterns = lines.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  return globSync(patterns, { cwd: extension })
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();
}

/** Copies what is shipped of an extension into a folder. */
export function copyShipped(extension: string, target: string): void {
  for (const file of shippedFiles(extension)) {
    mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    copyFileSync(path.join(extension, file), path.join(target, file));
  }
}
