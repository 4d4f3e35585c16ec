import { readCommitted, type Committed } from "./committed.ts";
import { formatOf, parseDocument } from "./config/document.ts";
import type { EnvironmentConfig, WranglerConfig } from "./config/model.ts";
import { readConfig } from "./config/read.ts";
import type { ConfigFormat } from "./config/syntax.ts";
import { Directory, type WorkerIndex } from "./directory.ts";
import { shadowOf } from "./wrangler/discovered.ts";
import { readLifecycle } from "./lifecycle/read.ts";
import type { FileSystem, History, SqlParser } from "./ports.ts";
import { classesNear, type ClassIndex } from "./source/classIndex.ts";
import { readEntry, type ModuleGraph } from "./source/entry.ts";
import type { Entry } from "./source/model.ts";
import { dirname, join } from "./text/path.ts";
import type { FilePath } from "./text/span.ts";
import type { CommittedWorker, Worker, WorkerDirectory } from "./worker.ts";
import { findWranglerInUse, type WranglerInUse } from "./wranglerInUse.ts";

/** Larger configurations are not parsed: nobody writes one, and a keystroke must stay fast. In UTF-16 units. */
export const maxConfigLength = 1_000_000;

/** A text of each format that says nothing, and is nothing broken. */
const nothing: Readonly<Record<ConfigFormat, string>> = { toml: "", jsonc: "{}", typescript: "" };

/** What is known of one configuration: its Workers, or why it has none. */
export interface Analysis {
  readonly path: FilePath;
  readonly config: WranglerConfig;
  /** One per environment, the top level first. */
  readonly workers: readonly [Worker, ...Worker[]];
}

/** An analysis, with what makes it stale; lazy parts add to it as they are read. */
export interface CachedAnalysis extends Analysis {
  /** Every file that decided it so far; it grows as lazy parts are read. */
  readonly reads: Set<FilePath>;
  usesDirectory: boolean;
  usesHistory: boolean;
  /** Whether the parser of SQL was asked for before it was there. */
  lacksSql: boolean;
}

/** What the Workers of a configuration are read from. */
export interface Sources {
  readonly files: FileSystem;
  readonly history: History | undefined;
  readonly sql: (() => SqlParser | undefined) | undefined;
  readonly graph: ModuleGraph;
  readonly classes: ClassIndex;
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
  /** The Workers of every configuration, given the analysis that asks. */
  readonly indexFor: (own: Analysis) => WorkerIndex;
}

/**
 * Reads a configuration and makes its Workers; what costs more than the text is read when it is first asked for. `text` is
 * undefined for a file that is too large for its text to be had.
 */
export function readAnalysis(path: FilePath, text: string | undefined, sources: Sources): CachedAnalysis {
  const isTooLarge = text === undefined || text.length > maxConfigLength;
  const format = formatOf(path);
  const config = readConfig(path, parseDocument(isTooLarge ? nothing[format] : text, format));
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
  const state = { shadowedBy: shadowOf(sources.files, path, reads), isTooLarge };
  const shared = {
    sources,
    state,
    wrangler: once(() => findWranglerInUse(sources.files, dirname(path), reads)),
    history: once(() => {
      analysis.usesHistory = true;
      const { history, files } = sources;
      return history && readCommitted({ history, files, config });
    }),
    entries: new Map<string, Entry>(),
  };
  const make = (environment: EnvironmentConfig): Worker => makeWorker({ environment, analysis, ...shared });
  const workers: Analysis["workers"] = [make(top), ...named.map(make)];
  return analysis;
}

function makeWorker(parts: WorkerParts): Worker {
  const { environment, analysis, state, wrangler, history, sources } = parts;
  const { files, sql, classes, graph } = sources;
  const { config, reads } = analysis;
  const entry = once(() => entryOf(parts));
  const directory = once(() => directoryOf(analysis, sources));
  const committed = once(() => history()?.(environment));
  return {
    config,
    environment,
    ...state,
    lifecycle: readLifecycle(environment),
    today: sources.day,
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
    classesNamed: (name) => classesNear({ name, entry: entry(), index: classes, graph }),
    classNamesNear: () => {
      const found = entry();
      return found.kind === "module" ? classes.namesBelow(dirname(found.path)) : [];
    },
    exists(path) {
      reads.add(path);
      return files.stat(path) !== undefined;
    },
  };
}

/** Environments that share an entry share its analysis. */
function entryOf({ environment, analysis, entries, sources }: WorkerParts): Entry {
  const { main, noBundle, hasBuildCommand } = environment;
  if (main === undefined) return { kind: "none" };
  const key = JSON.stringify([main.value, noBundle, hasBuildCommand]);
  const known = entries.get(key);
  if (known !== undefined) return known;
  const configFolder = dirname(analysis.path);
  const path = join(configFolder, main.value);
  analysis.reads.add(path);
  const options = { noBundle, buildCommand: hasBuildCommand, configFolder, reads: analysis.reads };
  const entry = readEntry(sources.graph, { main: path, ...options });
  entries.set(key, entry);
  return entry;
}

function directoryOf(analysis: CachedAnalysis, { indexFor }: Sources): WorkerDirectory {
  return new Directory(() => {
    // Only who looks something up depends on the others.
    analysis.usesDirectory = true;
    return indexFor(analysis);
  });
}

interface WorkerParts {
  readonly environment: EnvironmentConfig;
  readonly analysis: CachedAnalysis;
  readonly sources: Sources;
  readonly state: Pick<Worker, "shadowedBy" | "isTooLarge">;
  readonly wrangler: () => WranglerInUse;
  readonly history: () => Committed | undefined;
  readonly entries: Map<string, Entry>;
}

/** Asks at the first call, and remembers. */
function once<T>(ask: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: ask() }).value;
}
