import type { FileSystem } from "../ports.ts";
import { foldersUpward, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { findPackage } from "./installation.ts";
import { fieldsOf, stringField } from "./packageJson.ts";

/** A project whose `vite` runs the Worker by way of `@cloudflare/vite-plugin`. */
export interface ViteProject {
  /** The folder of the Vite configuration, where `vite` is to run. */
  readonly folder: FilePath;
  readonly configPath: FilePath;
  /** vite's own bin, run as `node <bin>`; undefined where it is not installed. */
  readonly bin: FilePath | undefined;
}

const names = ["ts", "mts", "cts", "js", "mjs", "cjs"].map((ending) => `vite.config.${ending}`);

/** The Vite project that a wrangler configuration in `folder` belongs to: the nearest Vite configuration upward that imports the plugin. */
export function findViteProject(files: FileSystem, folder: FilePath): ViteProject | undefined {
  for (const each of foldersUpward(folder)) {
    const configPath = names.map((name) => join(each, name)).find((path) => usesPlugin(files.readFile(path)));
    if (configPath !== undefined) return { folder: each, configPath, bin: viteBin(files, each) };
    // A package's own border: a Vite configuration above it is another project's.
    if (files.stat(join(each, "package.json")) !== undefined) return undefined;
  }
  return undefined;
}

/** The arguments for vite's bin in `dev`. `--strictPort` is left out: a port that was free may be taken a moment later. */
export function viteDevArgs(port: number, extra: readonly string[]): readonly string[] {
  return ["dev", `--port=${port}`, ...extra];
}

function usesPlugin(text: string | undefined): boolean {
  return (text ?? "").split("\n").some((line) => /^[^/*]*["']@cloudflare\/vite-plugin["']/.test(line));
}

function viteBin(files: FileSystem, folder: FilePath): FilePath | undefined {
  const found = findPackage(files, folder, "vite");
  const fields = found && fieldsOf(files.readFile(join(found, "package.json")));
  const bin = stringField(fieldsOf(fields?.["bin"]), "vite");
  return found && bin !== undefined && !bin.includes("..") ? join(files.realPath(found), bin) : undefined;
}
