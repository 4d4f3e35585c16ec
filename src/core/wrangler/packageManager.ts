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
  /** The folder is the root of a pnpm workspace, where pnpm adds nothing before it is told that this is meant. */
  readonly isPnpmRoot: boolean;
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
  const isFile = (path: FilePath): boolean => files.stat(path)?.kind === "file";
  const home = [...foldersUpward(folder)].find((each) => isFile(join(each, "package.json"))) ?? folder;
  const found = { folder: home, isPnpmRoot: isFile(join(home, "pnpm-workspace.yaml")) };
  for (const each of foldersUpward(folder)) {
    const declared = declaredIn(files, each);
    if (declared !== undefined) return { ...found, name: declared, because: "packageManager" };
    const lock = lockfiles.find(([file]) => isFile(join(each, file)));
    if (lock !== undefined) return { ...found, name: lock[1], because: "lockfile" };
  }
  return { ...found, name: "npm", because: "default" };
}

/** The arguments that add a package as a development dependency, without the program's own name. */
export function installArgs(
  { name, isPnpmRoot }: Pick<PackageManager, "name" | "isPnpmRoot">,
  packageName: string,
): readonly string[] {
  switch (name) {
    case "npm":
      return ["install", "--save-dev", packageName];
    case "pnpm":
      return ["add", "--save-dev", ...(isPnpmRoot ? ["--workspace-root"] : []), packageName];
    case "yarn":
    case "bun":
      return ["add", "--dev", packageName];
  }
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
