import { formatOf, parseDocument } from "./config/document.ts";
import type { EnvironmentConfig, WranglerConfig } from "./config/model.ts";
import { readConfig } from "./config/read.ts";
import { Directory } from "./directory.ts";
import { shadowOf } from "./discovery.ts";
import { readLifecycle } from "./lifecycle/read.ts";
import type { Clock, FileSystem, History, SqlParser } from "./ports.ts";
import { readCommitted } from "./committed.ts";
import { readSchema, type Schema } from "./queries/schema.ts";
import { ClassIndex, classesNear } from "./source/classIndex.ts";
import { ModuleGraph, readEntry } from "./source/entry.ts";
import type { Entry, SourceModule } from "./source/model.ts";
import { dirname, foldersUpward, isInside, join } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";
import type { CommittedWorker, Worker, WorkerDirectory } from "./worker.ts";
import { findWranglerInUse, type WranglerInUse } from "./wrangler/inUse.ts";

export interface ProjectPorts {
  readonly files: FileSystem;
  readonly clock: Clock;
  readonly history?: History;
  /** Asks for SQLite's parser, and for it to be loaded if it is not yet; undefined until then. */
  readonly sql?: () => SqlParser | undefined;
}

/** Larger configurations are not parsed: nobody writes one, and a keystroke must stay fast. In UTF-16 units. */
export const maxConfigLength = 1_000_000;

/** What is known of one configuration: its Workers, or why it has none. */
export interface Analysis {
  readonly path: FilePath;
  readonly config: WranglerConfig;
  /** One per environment, the top level first. */
  readonly workers: readonly [Worker, ...Worker[]];
}

interface CachedAnalysis extends Analysis {
  /** Every file that decided it so far; it grows as lazy parts are read. */
  readonly reads: Set<FilePath>;
  usesDirectory: boolean;
  usesHistory: boolean;
  /** Whether the parser of SQL was asked for before it was there. */
  lacksSql: boolean;
}

/**
 * The Workers of a set of configurations, cached. A change of a file drops only what read it: the configuration itself,
 * the modules its entry reaches, the installed wrangler and lockfile, a configuration that shadows it, and, for Workers
 * that looked at others, those others.
 */
export class Project {
  readonly #ports: ProjectPorts;
  readonly #graph: ModuleGraph;
  readonly #classes: ClassIndex;
  readonly #configs = new Set<FilePath>();
  readonly #analyses = new Map<FilePath, CachedAnalysis>();
  readonly #schemas = new Map<FilePath, Schema | undefined>();
  #day: string;

  constructor(ports: ProjectPorts) {
    this.#ports = ports;
    this.#graph = new ModuleGraph(ports.files);
    this.#classes = new ClassIndex(ports.files);
    this.#day = ports.clock.today();
  }

  /** The configurations it knows, in the order of their paths. */
  get configs(): readonly FilePath[] {
    return [...this.#configs].toSorted();
  }

  /** Makes a configuration part of the project. Returns those that have to be checked again, itself among them. */
  add(config: FilePath): readonly FilePath[] {
    if (this.#configs.has(config)) return [];
    this.#configs.add(config);
    return [config, ...this.#drop((each) => each.usesDirectory)];
  }

  /** Takes a configuration out of the project. Returns those that have to be checked again. */
  remove(config: FilePath): readonly FilePath[] {
    if (!this.#configs.delete(config)) return [];
    this.#analyses.delete(config);
    return this.#drop((each) => each.usesDirectory);
  }

  /** Whether a configuration is part of the project. */
  has(config: FilePath): boolean {
    return this.#configs.has(config);
  }

  /** The analysis of a configuration, from the cache where nothing that it read has changed; undefined if it cannot be read. */
  analyse(config: FilePath): Analysis | undefined {
    const known = this.#analyses.get(config);
    if (known !== undefined) return known;
    const text = this.#ports.files.readFile(config);
    if (text === undefined) return undefined;
    const fresh = this.#read(config, text);
    this.#analyses.set(config, fresh);
    return fresh;
  }

  /** A module by its path, whether or not a Worker reaches it; undefined if it cannot be read. */
  module(path: FilePath): SourceModule | undefined {
    return this.#graph.module(path);
  }

  /** The schema of the wrangler installed for a configuration, read once for each folder. */
  schemaOf(config: FilePath): Schema | undefined {
    const folder = dirname(config);
    if (!this.#schemas.has(folder)) this.#schemas.set(folder, readSchema(this.#ports.files, folder));
    return this.#schemas.get(folder);
  }

  /**
   * The configurations whose analysis read a file, in no order: what has to be checked again when it changes. A folder
   * among what was read is one that was not there, which a file in it makes appear.
   */
  readersOf(path: FilePath): readonly FilePath[] {
    const places = [...foldersUpward(path)];
    const hasRead = ({ reads }: CachedAnalysis): boolean => places.some((place) => reads.has(place));
    return [...this.#analyses.values()].filter(hasRead).map((each) => each.path);
  }

  /** Tells that a file was changed, created or deleted. Returns the configurations that have to be checked again. */
  fileChanged(path: FilePath): readonly FilePath[] {
    this.#graph.invalidate(path);
    this.#classes.fileChanged(path);
    const stale = new Set(this.readersOf(path));
    if (this.#configs.has(path)) stale.add(path);
    if (stale.size > 0) for (const each of this.#analyses.values()) if (each.usesDirectory) stale.add(each.path);
    for (const each of stale) this.#analyses.delete(each);
    return [...stale];
  }

  /** Tells that a folder came, went or moved with everything in it. Returns the configurations that have to be checked again. */
  folderChanged(path: FilePath): readonly FilePath[] {
    this.#graph.invalidate(path);
    return this.#drop((each) => each.usesDirectory || [...each.reads].some((read) => isInside(path, read)));
  }

  /** Tells that the committed texts may be others now. Returns the configurations that have to be checked again. */
  historyChanged(): readonly FilePath[] {
    return this.#drop((each) => each.usesHistory);
  }

  /** Tells that the parser of SQL has been loaded. Returns the configurations that have to be checked again. */
  sqlLoaded(): readonly FilePath[] {
    return this.#drop((each) => each.lacksSql);
  }

  /** Tells that time has passed. Returns every configuration if it is another day: compatibility dates are held against it. */
  timePassed(): readonly FilePath[] {
    if (this.#ports.clock.today() === this.#day) return [];
    this.#day = this.#ports.clock.today();
    return this.#drop(() => true);
  }

  #drop(isStale: (analysis: CachedAnalysis) => boolean): readonly FilePath[] {
    const stale = [...this.#analyses.values()].filter(isStale).map((each) => each.path);
    for (const each of stale) this.#analyses.delete(each);
    return stale;
  }

  #read(path: FilePath, text: string): CachedAnalysis {
    const isTooLarge = text.length > maxConfigLength;
    const config = readConfig(path, parseDocument(isTooLarge ? "" : text, formatOf(path)));
    const reads = new Set<FilePath>([path]);
    const [top, ...named] = config.environments;
    const analysis: CachedAnalysis = {
      path,
      config,
      reads,
      usesDirectory: false,
      usesHistory: false,
      lacksSql: false,
      get workers() {
        return workers;
      },
    };
    const state = { shadowedBy: shadowOf(this.#ports.files, path, reads), isTooLarge };
    const shared = {
      state,
      wrangler: once(() => findWranglerInUse(this.#ports.files, dirname(path), reads)),
      entries: new Map(),
    };
    const make = (environment: EnvironmentConfig): Worker => this.#worker({ environment, analysis, ...shared });
    const workers: Analysis["workers"] = [make(top), ...named.map(make)];
    return analysis;
  }

  #worker({ environment, analysis, state, wrangler, entries }: WorkerParts): Worker {
    const { files, history, sql } = this.#ports;
    const { config, reads } = analysis;
    const entry = once(() => this.#entry({ environment, analysis, entries }));
    const directory = once(() => this.#directory(analysis));
    const committed = once(() => {
      analysis.usesHistory = true;
      return history && readCommitted({ history, files, config, environment });
    });
    return {
      config,
      environment,
      ...state,
      lifecycle: readLifecycle(environment),
      today: this.#day,
      get wrangler(): WranglerInUse {
        return wrangler();
      },
      get entry(): Entry {
        return entry();
      },
      get others(): WorkerDirectory {
        return directory();
      },
      get committed(): CommittedWorker | undefined {
        return committed();
      },
      get sql(): SqlParser | undefined {
        const parser = sql?.();
        analysis.lacksSql ||= parser === undefined;
        return parser;
      },
      classesNamed: (name) => classesNear({ name, entry: entry(), index: this.#classes, graph: this.#graph }),
      classNamesNear: () => {
        const found = entry();
        return found.kind === "module" ? this.#classes.namesBelow(dirname(found.path)) : [];
      },
      exists(path) {
        reads.add(path);
        return files.stat(path) !== undefined;
      },
    };
  }

  /** Environments that share an entry share its analysis. */
  #entry({ environment, analysis, entries }: Omit<WorkerParts, "state" | "wrangler">): Entry {
    const { main, noBundle, hasBuildCommand } = environment;
    if (main === undefined) return { kind: "none" };
    const key = JSON.stringify([main.value, noBundle, hasBuildCommand]);
    const known = entries.get(key);
    if (known !== undefined) return known;
    const configFolder = dirname(analysis.path);
    const path = join(configFolder, main.value);
    analysis.reads.add(path);
    const options = { noBundle, buildCommand: hasBuildCommand, configFolder, reads: analysis.reads };
    const entry = readEntry(this.#graph, { main: path, ...options });
    entries.set(key, entry);
    return entry;
  }

  #directory(analysis: CachedAnalysis): WorkerDirectory {
    return new Directory(() => {
      // Only who looks something up depends on the others.
      analysis.usesDirectory = true;
      return this.configs.flatMap((path) =>
        path === analysis.path ? analysis.workers : (this.analyse(path)?.workers ?? []),
      );
    });
  }
}

interface WorkerParts {
  readonly environment: EnvironmentConfig;
  readonly analysis: CachedAnalysis;
  readonly state: Pick<Worker, "shadowedBy" | "isTooLarge">;
  readonly wrangler: () => WranglerInUse;
  readonly entries: Map<string, Entry>;
}

/** Asks at the first call, and remembers. */
function once<T>(ask: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: ask() }).value;
}
