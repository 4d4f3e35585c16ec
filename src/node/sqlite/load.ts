import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import type { SqlParser } from "../../core/ports.ts";
import { SqliteParser } from "./parser.ts";

/** Loads SQLite from its WebAssembly file, compressed or not, in about 20 ms; fails where the file is not there. */
export async function loadSqlite(wasm: string): Promise<SqlParser> {
  const [{ default: initSqlJs }, file] = await Promise.all([import("sql.js"), readFile(wasm)]);
  const wasmBinary = wasm.endsWith(".br") ? await promisify(brotliDecompress)(file) : file;
  return new SqliteParser(await initSqlJs({ wasmBinary }));
}

/** A parser that is loaded when it is first asked for. */
export class LazySqlite {
  readonly #load: () => Promise<SqlParser>;
  #parser: SqlParser | undefined;
  #loading: Promise<void> | undefined;
  readonly #whenLoaded: () => void;

  constructor(load: () => Promise<SqlParser>, whenLoaded: () => void = () => {}) {
    this.#load = load;
    this.#whenLoaded = whenLoaded;
  }

  /** The parser if it is there; otherwise its loading begins. */
  get(): SqlParser | undefined {
    if (this.#parser === undefined) void this.loaded();
    return this.#parser;
  }

  /** Whether anybody has asked for it. */
  get isWanted(): boolean {
    return this.#loading !== undefined;
  }

  /** Resolves when it has been loaded, or cannot be: then the rules that need it say nothing. */
  async loaded(): Promise<void> {
    this.#loading ??= this.#begin();
    await this.#loading;
  }

  async #begin(): Promise<void> {
    try {
      this.#parser = await this.#load();
    } catch {
      return;
    }
    this.#whenLoaded();
  }
}
