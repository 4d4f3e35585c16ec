import type { SqlParser } from "../../core/ports.ts";
import type { RulePages } from "../rulePages.ts";

/** What the command line needs of the process it runs in, so that a test can run it without one. */
export interface Host {
  /** The current folder, as an absolute path of the operating system. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: Output;
  readonly err: Output;
  /** The version of this package. */
  readonly version: string;
  /** Today in UTC, `YYYY-MM-DD`. */
  today(): string;
  /** The pages of the rules. */
  rulePages(): RulePages;
  /** Loads SQLite's parser, which only projects with SQL need. */
  loadSql(): Promise<SqlParser>;
  /** Starts the language server on the standard streams. */
  startServer(): Promise<void>;
}

export interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}
