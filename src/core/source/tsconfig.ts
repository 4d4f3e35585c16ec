import { parse, type ParseError } from "jsonc-parser";
import ts from "typescript";
import { dirname, foldersUpward, isAbsolute, join, toFilePath } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { isInPackage, type CachedFiles } from "./cachedFiles.ts";

/** What a tsconfig.json says about specifiers. esbuild, and so wrangler, takes nothing else of it for resolving. */
export type PathOptions = Partial<Pick<ts.CompilerOptions, "baseUrl" | "paths" | "pathsBasePath">>;

/** The tsconfig.json (else jsconfig.json) that esbuild applies to the files of a folder: the nearest one upward, none in packages. */
export function tsconfigOf(files: CachedFiles, folder: FilePath): FilePath | undefined {
  if (isInPackage(join(folder, "x"))) return undefined;
  for (const each of foldersUpward(folder)) {
    for (const name of ["tsconfig.json", "jsconfig.json"]) {
      const path = join(each, name);
      if (files.isFile(path)) return path;
    }
  }
  return undefined;
}

/** Reads one, with what it extends. Whatever is wrong with it is left out. */
export function readPathOptions(files: CachedFiles, path: FilePath): PathOptions {
  const { baseUrl, paths, pathsBasePath } = attempt(() => read(files, path, [])) ?? {};
  const here = (value: string): string =>
    isHere(value) ? join(dirname(path), `.${value.slice(configFolder.length)}`) : value;
  const isMapped = paths !== undefined && pathsBasePath !== undefined;
  const mapped = Object.entries(paths ?? {}).map(([name, targets]) => [name, targets.map(here)] as const);
  return {
    ...(baseUrl !== undefined && { baseUrl: here(baseUrl) }),
    ...(isMapped && { paths: Object.fromEntries(mapped), pathsBasePath }),
  };
}

/** Undefined for one that is nested, or extends others, beyond the stack. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface ReadOptions {
  readonly baseUrl?: string | undefined;
  readonly paths?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly pathsBasePath?: string;
}

/** Undefined for one that is not there, extends itself, or, where another extends it, is no JSON. */
function read(files: CachedFiles, path: FilePath, extending: readonly FilePath[]): ReadOptions | undefined {
  const text = extending.includes(path) ? undefined : files.readFile(path);
  if (text === undefined) return undefined;
  const errors: ParseError[] = [];
  const json: unknown = parse(text, errors, { allowTrailingComma: true });
  if (extending.length > 0 && errors.length > 0) return undefined;
  const bases = [propertyOf(json, "extends")].flat().map((each) => {
    const base = typeof each === "string" ? extendedFrom(files, path, each) : undefined;
    return base && read(files, base, [...extending, path]);
  });
  return Object.assign({}, ...bases, ownOptions(propertyOf(json, "compilerOptions"), dirname(path)));
}

/** What is null, or of the wrong type, takes away what would be inherited. */
function ownOptions(options: unknown, folder: FilePath): ReadOptions {
  const [baseUrl, paths] = [propertyOf(options, "baseUrl"), propertyOf(options, "paths")];
  return {
    ...(baseUrl !== undefined && { baseUrl: typeof baseUrl === "string" ? placed(baseUrl, folder) : undefined }),
    ...(paths !== undefined && { paths: readPaths(paths), pathsBasePath: folder }),
  };
}

/** `${configDir}` stands for the folder of the tsconfig.json that extends all others. */
const configFolder = "${configDir}";

function isHere(value: string): boolean {
  return value.toLowerCase().startsWith(configFolder.toLowerCase());
}

function placed(value: string, folder: FilePath): string {
  return isHere(value) ? value : join(folder, value);
}

function readPaths(paths: unknown): ReadOptions["paths"] {
  if (typeof paths !== "object" || paths === null) return undefined;
  const isTargets = (value: unknown): value is readonly string[] =>
    Array.isArray(value) && value.every((each) => typeof each === "string");
  return Object.fromEntries(
    Object.entries(paths).flatMap(([name, value]: [string, unknown]) => (isTargets(value) ? [[name, value]] : [])),
  );
}

/** The file that `extends` names: a path, with or without its ending, or a file of a package. */
function extendedFrom(files: CachedFiles, path: FilePath, name: string): FilePath | undefined {
  if (isAbsolute(name) || /^\.\.?[/\\]/.test(name)) {
    const full = join(dirname(path), name);
    const names = full.endsWith(".json") ? [full] : [full, toFilePath(`${full}.json`)];
    return names.find((each) => files.isFile(each));
  }
  const host: ts.ModuleResolutionHost = {
    fileExists: (each) => files.isFile(toFilePath(each)),
    readFile: (each) => files.readFile(toFilePath(each)),
  };
  const { resolvedModule } = ts.nodeNextJsonConfigResolver(name, join(dirname(path), "tsconfig.json"), host);
  return resolvedModule && toFilePath(resolvedModule.resolvedFileName);
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
