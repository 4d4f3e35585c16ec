import ts from "typescript";
import { dirname, join, toFilePath } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import { isInPackage, type CachedFiles } from "./cachedFiles.ts";
import { hasGeneratedPart } from "./generated.ts";
import { readPathOptions, tsconfigOf, type PathOptions } from "./tsconfig.ts";

/** What a specifier stands for, and every path that was looked at to find out. */
export type Resolution = ResolutionAnswer & { readonly lookups: ReadonlySet<FilePath> };

export type ResolutionAnswer =
  /** JavaScript or TypeScript, of the project (linked packages of the workspace too) or of an installed package; the real path. */
  | { readonly kind: "project" | "package"; readonly path: FilePath }
  /** Only type declarations were found. */
  | { readonly kind: "declarations"; readonly path: FilePath }
  /** Something the runtime provides: `cloudflare:workers`, `node:path`, `https://…`. */
  | { readonly kind: "external" }
  /** A file that is no JavaScript: JSON, WebAssembly, text. */
  | { readonly kind: "asset" }
  /** Not there, and in a folder that a build or framework writes. */
  | { readonly kind: "generated" }
  | { readonly kind: "unresolved" };

/**
 * The options of esbuild as wrangler 4.164 calls it, for TypeScript's resolver (`bundleWorker`: conditions `workerd`,
 * `worker`, `browser`). `noDtsResolution` is not in TypeScript's declarations: it passes over `.d.ts` files.
 */
const bundlerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ["workerd", "worker", "browser"],
  allowJs: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  noDtsResolution: true,
};

/** Node's own modules as they may be named without `node:`, with `nodejs_compat`. */
const nodeModules: ReadonlySet<string> = new Set(
  (
    "assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs " +
    "http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream " +
    "string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib"
  ).split(" "),
);

/** Resolves specifiers and remembers the answers by folder, until `forget`. */
export class Resolver {
  /** How many specifiers were resolved anew. */
  count = 0;
  readonly #files: CachedFiles;
  readonly #host: ts.ModuleResolutionHost;
  readonly #known = new Map<string, Resolution>();
  readonly #pathOptions = new Map<FilePath, Recorded<PathOptions>>();

  constructor(files: CachedFiles) {
    this.#files = files;
    this.#host = {
      fileExists: (path) => files.isFile(toFilePath(path)),
      directoryExists: (path) => files.isFolder(toFilePath(path)),
      readFile: (path) => files.readFile(toFilePath(path)),
      realpath: (path) => files.realPath(toFilePath(path)),
    };
  }

  /** What a specifier in a file stands for. With `types`, declarations are preferred to JavaScript. */
  resolve(specifier: string, from: FilePath, types = false): Resolution {
    const key = `${types ? "types" : ""}\0${dirname(from)}\0${specifier}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.count++;
    const { value, lookups } = this.#record(() => this.#answer(specifier, from, types));
    const fresh = { ...value, lookups };
    this.#known.set(key, fresh);
    return fresh;
  }

  /** Drops every answer that looked at one of these paths. */
  forget(paths: ReadonlySet<FilePath>): void {
    const isStale = ({ lookups }: { readonly lookups: ReadonlySet<FilePath> }) => {
      for (const path of paths) if (lookups.has(path)) return true;
      return false;
    };
    for (const [key, known] of this.#known) if (isStale(known)) this.#known.delete(key);
    for (const [path, known] of this.#pathOptions) if (isStale(known)) this.#pathOptions.delete(path);
  }

  #answer(specifier: string, from: FilePath, types: boolean): ResolutionAnswer {
    if (/^[a-z][a-z+.-]+:/i.test(specifier)) return { kind: "external" };
    const exact = types ? undefined : this.#exactFile(specifier, from);
    const path = exact ?? this.#pathOf(specifier, from, !types);
    if (path !== undefined) return answerFor(path);
    const declarations = types ? undefined : this.#pathOf(specifier, from, false);
    if (declarations !== undefined) return answerFor(declarations);
    if (this.#isAsset(specifier, from)) return { kind: "asset" };
    if (nodeModules.has(specifier.split("/")[0] ?? "")) return { kind: "external" };
    return { kind: hasGeneratedPart(specifier) ? "generated" : "unresolved" };
  }

  /** TypeScript takes `x.ts` for `./x.js` even if there is an `x.js`; esbuild takes the file that is written. */
  #exactFile(specifier: string, from: FilePath): FilePath | undefined {
    if (!/^\.{1,2}\//.test(specifier) || !isScript(specifier)) return undefined;
    const path = join(dirname(from), specifier);
    return this.#files.isFile(path) ? this.#files.realPath(path) : undefined;
  }

  #pathOf(specifier: string, from: FilePath, noDtsResolution: boolean): FilePath | undefined {
    const options = { ...bundlerOptions, ...this.#pathOptionsOf(dirname(from)), noDtsResolution };
    const { resolvedModule } = ts.resolveModuleName(specifier, from, options, this.#host);
    return resolvedModule && this.#files.realPath(toFilePath(resolvedModule.resolvedFileName));
  }

  /** A file written with its extension that is no script. */
  #isAsset(specifier: string, from: FilePath): boolean {
    const isRelative = /^\.{1,2}\//.test(specifier);
    const [path = ""] = specifier.split("?");
    if (isRelative) return this.#files.isFile(join(dirname(from), path));
    return /\.(wasm|txt|html|sql|bin|css|svg|md|json)$/.test(path);
  }

  #pathOptionsOf(folder: FilePath): PathOptions {
    const tsconfig = tsconfigOf(this.#files, folder);
    if (tsconfig === undefined) return {};
    const known = this.#pathOptions.get(tsconfig) ?? this.#record(() => readPathOptions(this.#files, tsconfig));
    this.#pathOptions.set(tsconfig, known);
    for (const path of known.lookups) this.#files.recorder?.add(path);
    return known.value;
  }

  /** Runs a question and notes the paths it looked at; they count for the question it is part of as well. */
  #record<T>(ask: () => T): Recorded<T> {
    const outer = this.#files.recorder;
    const lookups = new Set<FilePath>();
    this.#files.recorder = lookups;
    try {
      return { value: ask(), lookups };
    } finally {
      this.#files.recorder = outer;
      for (const path of lookups) outer?.add(path);
    }
  }
}

interface Recorded<T> {
  readonly value: T;
  readonly lookups: ReadonlySet<FilePath>;
}

/** Whether a path or specifier ends as JavaScript and TypeScript do. */
export function isScript(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

function answerFor(path: FilePath): ResolutionAnswer {
  if (/\.d(\.[^./]+)?\.[cm]?ts$/.test(path)) return { kind: "declarations", path };
  if (!isScript(path)) return { kind: "asset" };
  return { kind: isInPackage(path) ? "package" : "project", path };
}
