import type { EnvironmentConfig, WranglerConfig } from "./config/model.ts";
import type { Lifecycle } from "./lifecycle/model.ts";
import type { ClassDeclaration, Entry } from "./source/model.ts";
import type { SqlParser } from "./ports.ts";
import type { FilePath } from "./text/span.ts";
import type { WranglerInUse } from "./wranglerInUse.ts";

/**
 * A Worker in one environment: all that a rule or a query may see. Everything was read before; what costs more than the
 * configuration (the entry, other Workers, the committed version) is read when it is first asked for, and kept.
 */
export interface Worker {
  readonly config: WranglerConfig;
  readonly environment: EnvironmentConfig;
  /** The configuration that wrangler reads in place of this one, or undefined. */
  readonly shadowedBy: FilePath | undefined;
  /** Whether the configuration is longer than `maxConfigLength` and was not parsed. */
  readonly isTooLarge: boolean;
  readonly lifecycle: Lifecycle;
  /** What `main` exports and reaches. */
  readonly entry: Entry;
  readonly wrangler: WranglerInUse;
  /** UTC, `YYYY-MM-DD`. */
  readonly today: string;
  /** The other Workers of the workspace. */
  readonly others: WorkerDirectory;
  /** The same Worker as committed, or undefined where there is no history of it. */
  readonly committed: CommittedWorker | undefined;
  /** SQLite's parser; undefined where there is none, or until it has been loaded, when the Worker is checked again. */
  readonly sql: SqlParser | undefined;
  /**
   * The classes of that name in or near the entry: in its modules, or in any file below its folder that declares one.
   * What a quick fix offers, never what a rule judges by.
   */
  classesNamed(name: string): readonly ClassDeclaration[];
  /** The names of the classes that any file below the folder of the entry declares. */
  classNamesNear(): readonly string[];
  /** Whether a file exists, for values that name one. */
  exists(path: FilePath): boolean;
}

/** Finds Workers by the name they are deployed under. */
export interface WorkerDirectory {
  /** The Workers that may answer to a `script_name`: several where configurations share a name, none if it is not here. */
  named(workerName: string): readonly Worker[];
  /** Bindings of other Workers (or configurations) to a class of this one, by their `script_name`. */
  bindingsTo(workerName: string, className: string): readonly RemoteBinding[];
  /**
   * The environments of every configuration that start from the same entry: what code needs may be given by one of
   * them, so that a finding about the code of this one alone proves nothing.
   */
  sharing(entry: FilePath): readonly EnvironmentConfig[];
  /** Every effective Worker name of the workspace, for completion and "did you mean". */
  names(): readonly string[];
}

export interface RemoteBinding {
  readonly worker: Worker;
  readonly binding: EnvironmentConfig["bindings"][number];
}

/** The committed configuration and entry of a Worker in the same environment. */
export interface CommittedWorker {
  readonly environment: EnvironmentConfig;
  readonly lifecycle: Lifecycle;
  readonly entry: Entry;
}
