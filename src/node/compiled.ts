import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import nodeModule, { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";

/**
 * Loads files with what was compiled of them before, from the folder that Node 22 and newer have for it, for each version
 * and user, unless they are told to have none.
 * @param use as in `CompiledOptions`
 */
export function compiledFiles(use: string): CompiledFiles {
  nodeModule.enableCompileCache?.();
  return new CompiledFiles({ folder: nodeModule.getCompileCacheDir?.(), use });
}

export interface CompiledOptions {
  /** Where what was compiled is kept: a folder that is there. Undefined keeps nothing. */
  readonly folder: string | undefined;
  /** Sets apart what is kept for other versions, and for runs of other parts of the same files. Goes into the names of files. */
  readonly use: string;
}

/**
 * Loads CommonJS files that lie side by side, with what V8 compiled of them in an earlier run. Node's own compile cache is
 * filled before a file runs, so it lacks the functions inside, which are most of the work; this is filled when the process
 * ends. It is a cache only: V8 refuses what another version of it wrote, and whatever goes wrong, the text is compiled.
 */
export class CompiledFiles {
  readonly #options: CompiledOptions;
  readonly #modules = new Map<string, { readonly exports: unknown }>();
  readonly #stale: (() => void)[] = [];

  constructor(options: CompiledOptions) {
    this.#options = options;
    if (options.folder !== undefined) process.once("exit", () => this.#keep());
  }

  /** The exports of a file, by its absolute path; it runs when it is first asked for. */
  load(file: string): unknown {
    const known = this.#modules.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.#modules.set(file, module);
    const run: Wrapper = this.#compile(file).runInThisContext();
    run(module.exports, this.#requireFrom(file), module, file, dirname(file));
    return module.exports;
  }

  #requireFrom(file: string): (specifier: string) => unknown {
    return (specifier) =>
      /^\.\/.*\.cjs$/.test(specifier) ? this.load(join(dirname(file), specifier)) : builtin(specifier, file);
  }

  #compile(file: string): Script {
    const place = this.#placeOf(file);
    const kept = place === undefined ? undefined : readOwn(place);
    const script = new Script(nodeModule.wrap(readFileSync(file, "utf8")), {
      filename: file,
      ...(kept !== undefined && { cachedData: kept.content }),
    });
    const isFresh = kept?.isFromToday === true && script.cachedDataRejected === false;
    if (place !== undefined && !isFresh) this.#stale.push(() => write(place, script.createCachedData()));
    return script;
  }

  #placeOf(file: string): string | undefined {
    const { folder, use } = this.#options;
    if (folder === undefined) return undefined;
    const { size, mtimeMs } = statSync(file);
    return join(folder, ["durable-objects", use, basename(file), size, Math.trunc(mtimeMs), hashOf(file)].join("-"));
  }

  #keep(): void {
    for (const write of this.#stale) write();
  }
}

type Wrapper = (
  exports: unknown,
  require: (specifier: string) => unknown,
  module: { readonly exports: unknown },
  file: string,
  folder: string,
) => void;

/** What else a bundle asks for is Node's own; Node before 20.16 has no shorter way to it. */
function builtin(specifier: string, file: string): unknown {
  return process.getBuiltinModule?.(specifier) ?? createRequire(file)(specifier);
}

interface Kept {
  readonly content: Buffer;
  /** Once a day it is written anew, with the functions that have been called since. */
  readonly isFromToday: boolean;
}

/** What is in a file that nobody but this user can have written: what it holds is run. */
function readOwn(file: string): Kept | undefined {
  try {
    const opened = openSync(file, "r");
    try {
      const { uid, mode, mtimeMs } = fstatSync(opened);
      const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
      return isOwn ? { content: readFileSync(opened), isFromToday: dayOf(mtimeMs) === dayOf(Date.now()) } : undefined;
    } finally {
      closeSync(opened);
    }
  } catch {
    return undefined;
  }
}

/** Another process may read the file meanwhile, so it is there at once and whole. */
function write(file: string, content: Buffer): void {
  try {
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, content, { mode: 0o600, flag: "wx" });
    renameSync(unfinished, file);
  } catch {
    // Next time, or never: without it the program is slower, and nothing else.
  }
}

function dayOf(time: number): number {
  return Math.floor(time / 86_400_000);
}

/** Tells apart the same file in several places; Node's own hashes would take longer to load than all this does. */
function hashOf(text: string): string {
  let hash = 0;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return (hash >>> 0).toString(36);
}
