import { isInside, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";

/** Where Yarn's Plug'n'Play map has a package for a folder of the project. */
export interface PnpPackage {
  readonly folder: FilePath;
  readonly version: string;
}

export interface PnpMap {
  /** The package as the workspace that `folder` belongs to depends on it; `root` is the folder of the map. */
  locate(root: FilePath, folder: FilePath, name: string): PnpPackage | undefined;
}

/**
 * Reads the map without running it: it is JSON, in `.pnp.data.json` or as a string literal in `.pnp.cjs`
 * (`RAW_RUNTIME_STATE`, Yarn 4). Undefined where it is written in any other way.
 */
export function readPnp(source: string, data: string | undefined): PnpMap | undefined {
  const registry = registryIn(parse(data ?? inlined(source)));
  return registry === undefined ? undefined : { locate: (root, folder, name) => locate(registry, root, folder, name) };
}

interface Information {
  readonly packageLocation: string;
  readonly dependencies: ReadonlyMap<string, unknown>;
}

/** Package name → reference → where it is. Workspaces have a reference of their own, and null stands for the root. */
type Registry = ReadonlyMap<unknown, ReadonlyMap<unknown, Information>>;

function inlined(source: string): string {
  const literal = /RAW_RUNTIME_STATE\s*=\s*'((?:[^'\\]|\\[\s\S])*)'/.exec(source)?.[1] ?? "";
  return literal.replaceAll(/\\(\r?\n|[\s\S])/g, (_, escaped: string) => (/^\r?\n$/.test(escaped) ? "" : escaped));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function registryIn(value: unknown): Registry | undefined {
  const data = field(value, "packageRegistryData");
  return Array.isArray(data) ? new Map(pairs(data).map(([name, store]) => [name, storeIn(store)])) : undefined;
}

function storeIn(store: unknown): ReadonlyMap<unknown, Information> {
  return new Map(
    pairs(store).flatMap(([reference, information]) => {
      const packageLocation = field(information, "packageLocation");
      if (typeof packageLocation !== "string") return [];
      const dependencies = new Map(
        pairs(field(information, "packageDependencies")).map(([name, target]) => [String(name), target]),
      );
      return [[reference, { packageLocation, dependencies }]];
    }),
  );
}

function locate(registry: Registry, root: FilePath, folder: FilePath, name: string): PnpPackage | undefined {
  const all = [...registry.values()].flatMap((store) => [...store.values()]);
  const owners = all
    .map((each) => ({ ...each, path: join(root, each.packageLocation) }))
    .filter((each) => isInside(each.path, folder))
    .toSorted((a, b) => b.path.length - a.path.length);
  const target = owners.map((each) => each.dependencies.get(name)).find((each) => each !== undefined && each !== null);
  // A dependency under another name (`npm:` aliases) is a pair of the real name and the reference.
  const [realName, reference] = Array.isArray(target) ? [target[0], target[1]] : [name, target];
  const found = registry.get(realName)?.get(reference);
  const version = /npm:(\d[^#]*)$/.exec(String(reference))?.[1];
  return found && version !== undefined ? { folder: join(root, found.packageLocation), version } : undefined;
}

function pairs(value: unknown): readonly (readonly [unknown, unknown])[] {
  return Array.isArray(value)
    ? value.flatMap((each) => (Array.isArray(each) ? [[each[0], each[1]] as const] : []))
    : [];
}

function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
