import type { FileSystem } from "../ports.ts";
import type { FilePath } from "../text/span.ts";
import { CachedFiles } from "./cachedFiles.ts";
import { ParsedModule, parseModule } from "./parsedModule.ts";
import { Resolver, type Resolution } from "./resolver.ts";

/** Larger modules are not parsed: nobody writes one, and a keystroke must stay fast. In bytes on disk, UTF-16 units in memory. */
export const maxModuleSize = 1_000_000;

/** Why a path gave no module. */
export type NoModule = "missing" | "tooLarge" | "unreadable";

/**
 * The modules of a workspace as far as somebody asked for them: parsed once per text, with the answers of resolving
 * specifiers. It lives as long as a session and learns of changes by `invalidate`; it never lists a folder.
 */
export class ModuleGraph {
  /** Another number after every change: what was derived from several modules holds for one version. */
  version = 0;
  #parsed = 0;
  readonly #source: FileSystem;
  readonly #files: CachedFiles;
  readonly #resolver: Resolver;
  readonly #modules = new Map<FilePath, ParsedModule>();
  readonly #fresh = new Map<FilePath, ParsedModule | NoModule>();

  constructor(files: FileSystem) {
    this.#source = files;
    this.#files = new CachedFiles(files);
    this.#resolver = new Resolver(this.#files);
  }

  /** How much work was done since the beginning, answers from caches not counted: for tests and benchmarks. */
  get counts(): { readonly parsed: number; readonly resolved: number } {
    return { parsed: this.#parsed, resolved: this.#resolver.count };
  }

  /** Tells that a file was changed, created or deleted; by the path it is shown by or its real one. */
  invalidate(path: FilePath): void {
    this.version++;
    const places = [path, this.#files.realPath(path), this.#source.realPath(path)];
    const changed = new Set(places.flatMap((each) => [...this.#files.invalidate(each)]));
    for (const place of places) this.#fresh.delete(place);
    for (const place of changed) this.#fresh.delete(place);
    if (changed.size > 0) this.#resolver.forget(changed);
  }

  /** The module at a path; undefined if there is none that can be read. */
  module(path: FilePath): ParsedModule | undefined {
    const module = this.load(path);
    return typeof module === "string" ? undefined : module;
  }

  /** The module at a path, or why there is none. */
  load(path: FilePath): ParsedModule | NoModule {
    this.touch([path]);
    const realPath = this.#files.realPath(path);
    this.touch([realPath]);
    const known = this.#fresh.get(realPath) ?? this.#read(path, realPath);
    this.#fresh.set(realPath, known);
    return known;
  }

  /** What a specifier in a module stands for at run time; in a declaration file, for the type checker. */
  resolve(specifier: string, from: ParsedModule): Resolution {
    return from.ast.isDeclarationFile ? this.resolveTypes(specifier, from) : this.#resolve(specifier, from, false);
  }

  /** What it stands for in the eyes of the type checker, which reads the declarations of packages. */
  resolveTypes(specifier: string, from: ParsedModule): Resolution {
    return this.#resolve(specifier, from, true);
  }

  /** What is at a path. */
  stat(path: FilePath): ReturnType<CachedFiles["stat"]> {
    return this.#files.stat(path);
  }

  /** The text of a file that is no script. */
  readText(path: FilePath): string | undefined {
    return this.#files.readFile(path);
  }

  /** Notes the files that a question reads, answers from caches included, in `reads`; nowhere if that is undefined. */
  recording<T>(reads: Set<FilePath> | undefined, ask: () => T): T {
    const outer = this.#files.recorder;
    this.#files.recorder = reads;
    try {
      return ask();
    } finally {
      this.#files.recorder = outer;
      if (reads !== undefined) this.touch(reads);
    }
  }

  /** Notes files for whoever is recording. */
  touch(paths: Iterable<FilePath>): void {
    const { recorder } = this.#files;
    if (recorder !== undefined) for (const path of paths) recorder.add(path);
  }

  #resolve(specifier: string, from: ParsedModule, types: boolean): Resolution {
    const resolution = this.#resolver.resolve(specifier, from.path, types);
    this.touch(resolution.lookups);
    return resolution;
  }

  #read(path: FilePath, realPath: FilePath): ParsedModule | NoModule {
    const stat = this.#files.stat(realPath);
    if (stat?.kind !== "file") return "missing";
    if (stat.size > maxModuleSize) return "tooLarge";
    const text = this.#source.readFile(realPath);
    if (text === undefined) return "unreadable";
    if (text.length > maxModuleSize) return "tooLarge";
    const before = this.#modules.get(realPath);
    if (before?.text === text) return before;
    return this.#parse({ path, realPath, text });
  }

  #parse(file: Pick<ParsedModule, "path" | "realPath" | "text">): ParsedModule | NoModule {
    this.#parsed++;
    const ast = isBinary(file.text) ? undefined : parseModule(file.realPath, file.text);
    if (ast === undefined) return "unreadable";
    const parsed = new ParsedModule({ ...file, ast, graph: this });
    this.#modules.set(file.realPath, parsed);
    return parsed;
  }
}

/** No text has a NUL; what is read as UTF-8 and is not has replacement characters at its beginning. */
function isBinary(text: string): boolean {
  return text.includes("\0") || text.startsWith("\uFFFD");
}
