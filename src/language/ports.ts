import type { Clock, FileSystem, History } from "../core/ports.ts";

/** What the server is given from outside: the disk, git, the clock, the pages of the rules. */
export interface ServerPorts {
  readonly disk: FileSystem;
  readonly clock: Clock;
  /** The page of a rule in Markdown; undefined if there is none. */
  readonly rulePage: (rule: string) => string | undefined;
  /** Opens the history of the files. It is called only once the workspace is trusted. */
  readonly openHistory?: (options: HistoryOptions) => HistorySource;
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
