import type { ConfigChange } from "../config/syntax.ts";
import type { TextEdit } from "../text/edits.ts";
import type { FilePath, Place, Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";

export type Severity = "error" | "warning" | "info" | "hint";

/** The worst first: 0 for an error, 3 for a hint. */
export const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/**
 * Who says it later: any command that reads the configuration (`cfg`), `wrangler types`, `deploy --dry-run`, `wrangler
 * dev`, the API at deploy, the running program, or nobody but us (`own`).
 */
export type Stage = "cfg" | "types" | "dry" | "dev" | "api" | "run" | "own";

/** One thing that can be wrong. A rule is a pure generator over a finished Worker: it parses nothing and does no I/O. */
export interface Rule {
  /** Stable, in kebab case; names the bad pattern, so that "disable-next-line <id>" reads well. */
  readonly id: string;
  readonly severity: Severity | "off";
  readonly stage: Stage;
  /** One English sentence for tables and settings, without a full stop. */
  readonly summary: string;
  /** Whether its findings carry fixes: always an exact edit, or edits to choose from, or none. */
  readonly fix: "edit" | "choice" | "none";
  /** Whether it says that something is missing from the configuration, which may stand where that cannot be read. */
  readonly needsWhole?: true;
  /** The names of the calls that it is about: it is not asked where the code of the Worker calls none of them. */
  readonly onCalls?: readonly string[];
  check(worker: Worker): Iterable<Finding>;
  /** Whether nothing but this rule makes sense for a configuration: wrangler never reads it, or it could not be read. */
  isAlone?(worker: Worker): boolean;
}

/** One finding of a rule. */
export interface Finding {
  /** Where: a span in the configuration, or a place in another file. */
  readonly at: Span | Place;
  /** What is wrong, what will happen, what to do; translated. */
  readonly message: string;
  /** In place of the rule's own severity, where less (or more) is certain. */
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  readonly tag?: "unnecessary" | "deprecated";
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

/** A way to mend a finding, as data; `resolveFix` turns it into text edits. */
export interface Fix {
  /** What it does, as an instruction: "Export Counter from src/index.ts". */
  readonly title: string;
  /**
   * Safe to apply unasked: it mends text that wrangler refuses or ignores as written, and changes neither the lifecycle
   * nor the bindings.
   */
  readonly isSafe?: boolean;
  readonly changes: readonly Change[];
}

/** A change of one file. Without a path it is the Worker's own configuration. */
export type Change =
  | { readonly kind: "config"; readonly path?: FilePath; readonly changes: readonly ConfigChange[] }
  | { readonly kind: "text"; readonly path: FilePath; readonly edits: readonly TextEdit[] }
  | { readonly kind: "create"; readonly path: FilePath; readonly text: string }
  | { readonly kind: "delete"; readonly path: FilePath };
