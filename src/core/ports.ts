import type { FilePath, Span } from "./text/span.ts";

/**
 * Where texts come from: the disk on the command line, open documents in front of the disk in the server, a map in tests.
 * It is synchronous because TypeScript's module resolution is. No method throws: what cannot be read is undefined.
 */
export interface FileSystem {
  /** The text of a file, decoded from UTF-8, byte order mark removed; undefined if there is none or it cannot be read. */
  readFile(path: FilePath): string | undefined;
  /** What is at a path, links followed; undefined if nothing is. `size` is in bytes. */
  stat(path: FilePath): FileStat | undefined;
  /** The names in a folder, unordered; empty if it is none. */
  readFolder(path: FilePath): readonly FolderEntry[];
  /** The path with every link resolved, which is the identity of a file (pnpm links packages); the path itself if that fails. */
  realPath(path: FilePath): FilePath;
}

export interface FileStat {
  readonly kind: "file" | "folder";
  readonly size: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder";
}

/** The real SQLite, compiled into the program: what it says of SQL, without running any. */
export interface SqlParser {
  /**
   * Why SQLite refuses one statement in an empty database in which the statements of `schema` were run; undefined if it
   * takes it, or does not take the schema. Nothing but the schema's own statements is run.
   */
  refusal(statement: string, schema: readonly string[]): SqlRefusal | undefined;
}

export interface SqlRefusal {
  readonly kind: "syntax" | "unknownTable" | "unknownColumn" | "other";
  /** In SQLite's words. */
  readonly message: string;
  /** The table or column that is not there, without what qualifies it; empty for the other kinds. */
  readonly name: string;
  /** Where, in UTF-16 units of the statement. */
  readonly span: Span;
}

/** The committed text of files: git where there is git, a map in tests, nothing in an untrusted workspace. */
export interface History {
  /**
   * The text of a file at the revision compared with (`HEAD`, the upstream branch, a tag), or undefined when the file was
   * not there, git is not, or the answer is not known yet.
   */
  committed(path: FilePath): string | undefined;
}

/** Where a developer of this extension looks when something went wrong; it never opens a window. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Today, as a compatibility date is compared with it: UTC, `YYYY-MM-DD`. */
export interface Clock {
  today(): string;
}
