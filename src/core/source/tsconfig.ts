import ts from "typescript";
import { dirname, foldersUpward, join, toFilePath } from "../text/path.ts";
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
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    // Only files that are included would be looked for, and they do not matter here.
    readDirectory: () => [],
    fileExists: (each) => files.isFile(toFilePath(each)),
    readFile: (each) => files.readFile(toFilePath(each)),
  };
  const { baseUrl, paths, pathsBasePath } = optionsOf(host, path) ?? {};
  return {
    ...(baseUrl !== undefined && { baseUrl }),
    ...(paths !== undefined && { paths }),
    ...(pathsBasePath !== undefined && { pathsBasePath }),
  };
}

/** TypeScript's reader throws where a file cannot be read, or is nested (or extends others) beyond its stack. */
function optionsOf(host: ts.ParseConfigHost, path: FilePath): ts.CompilerOptions | undefined {
  const text = host.readFile(path);
  if (text === undefined) return undefined;
  try {
    const source = ts.parseJsonText(path, text);
    return ts.parseJsonSourceFileConfigFileContent(source, host, dirname(path), undefined, path).options;
  } catch {
    return undefined;
  }
}
