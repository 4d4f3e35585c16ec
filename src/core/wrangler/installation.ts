import type { FileSystem } from "../ports.ts";
import { dirname, foldersUpward, isAbsolute, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { findPackageManager, type PackageManager } from "./packageManager.ts";
import { readPnp } from "./pnp.ts";
import { fieldsOf, stringField } from "./packageJson.ts";

/** The wrangler of a project: how it is started, and why it was chosen. */
export interface WranglerInstallation {
  readonly version: string;
  /** wrangler's own bin, run as `node <bin>`; below a `.zip` where Yarn keeps packages in archives. */
  readonly bin: FilePath;
  /** What Node needs before the bin: Yarn's `.pnp.cjs`, without which it finds no package. */
  readonly nodeArgs: readonly string[];
  /** What wrangler asks of Node: `>=22.12.0`; undefined where it does not say. */
  readonly nodeRange: string | undefined;
  readonly from: "node_modules" | "pnp";
}

/** The answer to "which wrangler": an installation, or what is there to install one with. */
export type FoundWrangler =
  | { readonly kind: "found"; readonly installation: WranglerInstallation; readonly packageManager: PackageManager }
  | { readonly kind: "missing"; readonly packageManager: PackageManager };

/**
 * Finds the wrangler that the package manager has installed for a folder: in `node_modules` upward (hoisted, a workspace's
 * or pnpm's links alike), or in Yarn's Plug'n'Play map. The global one and the workspace's root are not looked at on their
 * own: a monorepo has several. Nothing is executed.
 */
export function findWrangler(files: FileSystem, folder: FilePath): FoundWrangler {
  const packageManager = findPackageManager(files, folder);
  const installation = inNodeModules(files, folder) ?? inPnp(files, folder);
  return installation === undefined
    ? { kind: "missing", packageManager }
    : { kind: "found", installation, packageManager };
}

/** A package that `node_modules` upward from a folder has: its folder (links not resolved), or undefined. */
export function findPackage(files: FileSystem, folder: FilePath, name: string): FilePath | undefined {
  for (const each of foldersUpward(folder)) {
    const found = join(each, `node_modules/${name}`);
    if (files.stat(join(found, "package.json"))?.kind === "file") return found;
  }
  return undefined;
}

function inNodeModules(files: FileSystem, folder: FilePath): WranglerInstallation | undefined {
  const found = findPackage(files, folder, "wrangler");
  const text = found && files.readFile(join(found, "package.json"));
  // The real path, as Node resolves it: pnpm keeps what wrangler needs beside the real one only.
  return found && text !== undefined ? installationOf(files.realPath(found), text) : undefined;
}

function installationOf(folder: FilePath, packageJson: string): WranglerInstallation | undefined {
  const fields = fieldsOf(packageJson);
  const version = stringField(fields, "version");
  const bin = stringField(fieldsOf(fields?.["bin"]), "wrangler") ?? "./bin/wrangler.js";
  // A bin outside its own package is nothing that wrangler ever shipped.
  if (version === undefined || isAbsolute(bin) || bin.includes("..")) return undefined;
  return {
    version,
    bin: join(folder, bin),
    nodeArgs: [],
    nodeRange: stringField(fieldsOf(fields?.["engines"]), "node"),
    from: "node_modules",
  };
}

function inPnp(files: FileSystem, folder: FilePath): WranglerInstallation | undefined {
  for (const each of foldersUpward(folder)) {
    const map = join(each, ".pnp.cjs");
    const text = files.readFile(map);
    if (text === undefined) continue;
    const data = files.readFile(join(each, ".pnp.data.json"));
    const found = readPnp(text, data)?.locate(dirname(map), folder, "wrangler");
    return (
      found && {
        version: found.version,
        bin: join(found.folder, "bin/wrangler.js"),
        nodeArgs: ["--require", map, ...loaderArgs(files, each)],
        nodeRange: undefined,
        from: "pnp",
      }
    );
  }
  return undefined;
}

/** Without Yarn's loader for ES modules, where there is one, wrangler (4.164) finds nothing that it imports, and hangs. */
function loaderArgs(files: FileSystem, root: FilePath): readonly string[] {
  const loader = join(root, ".pnp.loader.mjs");
  return files.stat(loader) === undefined ? [] : ["--experimental-loader", fileUrl(loader)];
}

function fileUrl(path: FilePath): string {
  const encoded = path.split("/").map((part, index) => (index === 0 ? part : encodeURIComponent(part)));
  return `file://${path.startsWith("/") ? "" : "/"}${encoded.join("/")}`;
}
