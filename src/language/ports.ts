import type { Clock, FileSystem, History, SqlParser } from "../core/ports.ts";

/** What the server is given from outside: the disk, git, the clock, the pages of the rules. */
export interface ServerPorts {
  readonly disk: FileSystem;
  readonly clock: Clock;
  /** The page of a rule in Markdown; undefined if there is none. */
  readonly rulePage: (rule: string) => string | undefined;
  /** Opens the history of the files. It is called only once the workspace is trusted. */
  readonly openHistory?: (options: HistoryOptions) => HistorySource;
  /** How SQLite's parser is asked for; it is loaded when it is first asked for, and `loaded` called when it is there. */
  readonly openSql?: (loaded: () => void) => () => SqlParser | undefined;
}

export interface HistoryOptions {
  /** The present texts: a file that is as committed needs no question to git. */
  readonly files: FileSystem;
  /** To be called when committed texts may be others, or become known, after they were asked for. */
  readonly changed: () => void;
}

/** The committed texts, from processes that end with `dispose`. */
export interface HistorySource extends History {
  dispose(): void;
}
