import type { FileSystem } from "../ports.ts";
import { foldersUpward, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { fieldsOf, stringField } from "./packageJson.ts";

export const packageManagerNames = ["npm", "pnpm", "yarn", "bun"] as const;

export type PackageManagerName = (typeof packageManagerNames)[number];

/** The package manager of a project, and the folder its commands are to run in. */
export interface PackageManager {
  readonly name: PackageManagerName;
  /** The folder of the nearest package.json, else the one that was asked about. */
  readonly folder: FilePath;
  readonly because: "packageManager" | "lockfile" | "default";
}

const lockfiles: readonly (readonly [string, PackageManagerName])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/** The package manager that the nearest `packageManager` field or lockfile upward from a folder stands for; npm if none does. */
export function findPackageManager(files: FileSystem, folder: FilePath): PackageManager {
  const home = [...foldersUpward(folder)].find((each) => files.stat(join(each, "package.json"))?.kind === "file");
  for (const each of foldersUpward(folder)) {
    const declared = declaredIn(files, each);
    if (declared !== undefined) return { name: declared, folder: home ?? folder, because: "packageManager" };
    const lock = lockfiles.find(([file]) => files.stat(join(each, file))?.kind === "file");
    if (lock !== undefined) return { name: lock[1], folder: home ?? folder, because: "lockfile" };
  }
  return { name: "npm", folder: home ?? folder, because: "default" };
}

/** The arguments that add a package as a development dependency, without the program's own name. */
export function installArgs(name: PackageManagerName, packageName: string): readonly string[] {
  return name === "npm" ? ["install", "--save-dev", packageName] : ["add", "--dev", packageName];
}

/** What `create-cloudflare` (2.74) asks of Node. */
export const createNodeRange = ">=22.0.0";

/**
 * The arguments that create a project from Cloudflare's Durable Object template, in a folder that is not there yet. Nothing
 * is asked: `--yes` is npm's own, for fetching the program.
 */
export function createArgs(name: PackageManagerName, folderName: string): readonly string[] {
  const template = ["--type=hello-world-durable-object", "--lang=ts", "--no-deploy", "--no-open", "--accept-defaults"];
  if (name === "npm") return ["create", "--yes", "cloudflare@latest", folderName, "--", ...template];
  return ["create", name === "yarn" ? "cloudflare" : "cloudflare@latest", folderName, ...template];
}

function declaredIn(files: FileSystem, folder: FilePath): PackageManagerName | undefined {
  const declared = stringField(fieldsOf(files.readFile(join(folder, "package.json"))), "packageManager");
  return packageManagerNames.find((name) => declared?.startsWith(`${name}@`) === true);
}
