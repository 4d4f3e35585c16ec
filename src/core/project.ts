import { maxConfigLength, readAnalysis, type Analysis, type CachedAnalysis } from "./analysis.ts";
import { WorkerIndex } from "./directory.ts";
import type { Clock, FileSystem, History, SqlParser } from "./ports.ts";
import { installedSchema, parseSchema, type Schema } from "./queries/schema.ts";
import { ClassIndex } from "./source/classIndex.ts";
import { ModuleGraph } from "./source/entry.ts";
import type { SourceModule } from "./source/model.ts";
import { foldersUpward, isInside } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";

export type { Analysis } from "./analysis.ts";

export interface ProjectPorts {
  readonly files: FileSystem;
  readonly clock: Clock;
  readonly history?: History;
  /** Asks for SQLite's parser, and for it to be loaded if it is not yet; undefined until then. */
  readonly sql?: () => SqlParser | undefined;
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
  /** By the version of wrangler. */
  readonly #schemas = new Map<string, Schema>();
  /** Of the configurations and analyses as they are; each change of them drops it. */
  #index: WorkerIndex | undefined;
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
    this.#index = undefined;
    return [config, ...this.#drop((each) => each.usesDirectory)];
  }

  /** Takes a configuration out of the project. Returns those that have to be checked again. */
  remove(config: FilePath): readonly FilePath[] {
    if (!this.#configs.delete(config)) return [];
    this.#forget(config);
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
    const { files } = this.#ports;
    const text = files.readFile(config);
    // What is too large is not read at all.
    if (text === undefined && (files.stat(config)?.size ?? 0) <= maxConfigLength) return undefined;
    const fresh = this.#read(config, text);
    this.#analyses.set(config, fresh);
    this.#index = undefined;
    return fresh;
  }

  /** The analysis that a configuration would have with another text, such as one that is about to be typed. Nothing is kept. */
  analyseAs(config: FilePath, text: string): Analysis {
    return this.#read(config, text);
  }

  /** A module by its path, whether or not a Worker reaches it; undefined if it cannot be read. */
  module(path: FilePath): SourceModule | undefined {
    return this.#graph.module(path);
  }

  /** The schema of the wrangler installed for a configuration, read once for each version. */
  schemaOf(config: FilePath): Schema | undefined {
    const analysis = this.analyse(config);
    const installed = analysis && installedSchema(analysis);
    if (installed === undefined) return undefined;
    const known = this.#schemas.get(installed.version);
    if (known !== undefined) return known;
    const schema = parseSchema(this.#ports.files.readFile(installed.path) ?? "");
    if (schema !== undefined) this.#schemas.set(installed.version, schema);
    return schema;
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
    for (const each of stale) this.#forget(each);
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
    for (const each of stale) this.#forget(each);
    return stale;
  }

  #forget(config: FilePath): void {
    this.#analyses.delete(config);
    this.#index = undefined;
  }

  #read(path: FilePath, text: string | undefined): CachedAnalysis {
    const { files, history, sql } = this.#ports;
    return readAnalysis(path, text, {
      files,
      history,
      sql,
      graph: this.#graph,
      classes: this.#classes,
      day: this.#day,
      indexFor: (own) => this.#indexFor(own),
    });
  }

  /** An analysis that was replaced since, and is still asked, finds itself and not its successor. */
  #indexFor(own: Analysis): WorkerIndex {
    if (this.#analyses.get(own.path) !== own) return this.#indexWith(own);
    return (this.#index ??= this.#indexWith(own));
  }

  #indexWith(own: Analysis): WorkerIndex {
    const analyses = this.configs.map((each) => (each === own.path ? own : this.analyse(each)));
    return new WorkerIndex(analyses.flatMap((each) => each?.workers ?? []));
  }
}
