import { basename, dirname, join, relative, toFilePath } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { Dependencies } from "./dependencies.ts";
import { exportsOf } from "./exports.ts";
import { guessFormat } from "./format.ts";
import { isGeneratedPath } from "./generated.ts";
import { isGitIgnored } from "./gitIgnored.ts";
import type { ModuleGraph } from "./graph.ts";
import type { Entry, EntryExports, ModuleEntry, OpenReason } from "./model.ts";
import type { ParsedModule } from "./parsedModule.ts";
import { readPythonExports } from "./python.ts";
import { reachableFrom, type Reachable } from "./reachable.ts";
import { isScript } from "./resolver.ts";
import { readRustCrate } from "./rust.ts";

export { ModuleGraph } from "./graph.ts";

export interface EntryRequest {
  /** `main`, resolved against the folder of the configuration. */
  readonly main: FilePath;
  /** `no_bundle`: the runtime then follows the imports that esbuild would, so the answer is the same. */
  readonly noBundle: boolean;
  /** Whether the configuration has a `build.command`, which may make `main`. */
  readonly buildCommand: boolean;
  readonly configFolder: FilePath;
  /** Takes every file that is read, now and when a lazy part (`modules`) is asked for; a set of the entry's own if left out. */
  readonly reads?: Set<FilePath>;
}

/** Reads what `main` of a Worker is and exports. It never throws, whatever the files hold. */
export function readEntry(graph: ModuleGraph, request: EntryRequest): Entry {
  const reads = request.reads ?? new Set<FilePath>();
  return graph.recording(reads, () => read(graph, request, reads));
}

function read(graph: ModuleGraph, request: EntryRequest, reads: Set<FilePath>): Entry {
  if (isRust(graph, request)) return rustEntry(graph, request);
  const path = fileOf(graph, request.main);
  if (path === undefined) return missing(graph, request);
  if (path.endsWith(".py")) return pythonEntry(graph, path, reads);
  if (!isScript(path)) return { kind: "unreadable", path, language: "other" };
  const module = graph.load(path);
  if (module === "tooLarge") return unparsedEntry(path, reads);
  if (typeof module === "string") return { kind: "unreadable", path, language: "other" };
  return moduleEntry(module, reads);
}

/** wrangler adds these endings to a `main` without one (`fileExists` of 4.164), and esbuild tries them in this order. */
const addedEndings = [".tsx", ".ts", ".jsx", ".js"];

function fileOf(graph: ModuleGraph, main: FilePath): FilePath | undefined {
  const hasEnding = basename(main).lastIndexOf(".") > 0;
  const candidates = hasEnding ? [main] : addedEndings.map((ending) => toFilePath(main + ending));
  return candidates.find((path) => graph.stat(path)?.kind === "file");
}

function missing(graph: ModuleGraph, request: EntryRequest): Entry {
  const isFolder = graph.stat(request.main)?.kind === "folder";
  return { kind: "missing", path: request.main, isFolder, isGenerated: !isFolder && isMade(graph, request) };
}

/** Whether a build or a framework makes the entry. */
function isMade(graph: ModuleGraph, { main, configFolder, buildCommand }: EntryRequest): boolean {
  return (
    buildCommand ||
    isGeneratedPath(configFolder, main) ||
    isModuleName(graph, relative(configFolder, main), configFolder) ||
    isGitIgnored(graph, main)
  );
}

/** A framework's own entry, which its bundler looks up: `virtual:server`, `@astrojs/cloudflare/entrypoints/server`. */
function isModuleName(graph: ModuleGraph, main: string, folder: FilePath): boolean {
  return /^@[^/]+\/|^[a-z][\w-]+:/.test(main) || new Dependencies(graph).has(main, folder);
}

/** worker-build writes `build/index.js`, formerly `build/worker/shim.mjs`, around the WebAssembly of a Rust Worker. */
function isRust(graph: ModuleGraph, { main, configFolder }: EntryRequest): boolean {
  if (main.endsWith(".wasm") || /\/build\/worker\/shim\.m?js$/.test(main)) return true;
  const isBuilt = /(^|\/)build\/index\.js$/.test(relative(configFolder, main));
  return isBuilt && [configFolder, dirname(dirname(main))].some((folder) => graph.stat(join(folder, "Cargo.toml")));
}

function rustEntry(graph: ModuleGraph, { main, configFolder }: EntryRequest): Entry {
  return { kind: "unreadable", path: main, language: "rust", crate: readRustCrate(graph, configFolder) };
}

function moduleEntry(module: ParsedModule, reads: Set<FilePath>): ModuleEntry {
  let reached: Reachable | undefined;
  const reach = (): Reachable => {
    if (reached !== undefined) return reached;
    reached = reachableFrom(module);
    for (const path of reached.reads) reads.add(path);
    return reached;
  };
  const exports = exportsOf(module);
  // Whether a class is a Durable Object depends on the files its superclasses lie in.
  for (const { value } of exports.names.values()) if ("declaration" in value) void value.declaration?.superclass;
  return {
    kind: "module",
    language: "javascript",
    path: module.path,
    format: guessFormat(module),
    exports,
    reads,
    get modules() {
      return reach().modules;
    },
    get isPartial() {
      return reach().isPartial;
    },
  };
}

function pythonEntry(graph: ModuleGraph, path: FilePath, reads: Set<FilePath>): ModuleEntry {
  return unparsed("python", path, readPythonExports(graph, path), reads);
}

function unparsedEntry(path: FilePath, reads: Set<FilePath>): ModuleEntry {
  const open: OpenReason = { kind: "tooLarge", detail: basename(path), place: { path, span: { start: 0, end: 0 } } };
  return unparsed("javascript", path, { names: new Map(), open: [open] }, reads);
}

/** An entry without syntax trees. */
function unparsed(
  language: ModuleEntry["language"],
  path: FilePath,
  exports: EntryExports,
  reads: Set<FilePath>,
): ModuleEntry {
  return { kind: "module", language, path, format: "modules", exports, modules: new Map(), isPartial: true, reads };
}
