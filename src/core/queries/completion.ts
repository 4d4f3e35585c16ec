import type { FilePath, Span } from "../text/span.ts";
import type { TextEdit } from "../text/edits.ts";

/** One thing that can stand at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: "class" | "worker" | "tag" | "name" | "keyword" | "key" | "snippet" | "table" | "column";
  /** A few words behind the label. */
  readonly detail: string;
  /** What it replaces: the text between the quotes, or the word that is being typed. */
  readonly span: Span;
  readonly text: string;
  /** Whether `text` has tab stops, in the syntax of snippets. */
  readonly isSnippet?: boolean;
  /** The text without them, for editors that know none. */
  readonly plain?: string;
  /** What is typed to get it, where that is not the label. */
  readonly filter?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What else changes in the same file. */
  readonly edits?: readonly TextEdit[];
  /** The class to export in another file when it is chosen. */
  readonly exports?: ClassToExport;
}

/** A class that the entry of a Worker does not export yet. */
export interface ClassToExport {
  readonly config: FilePath;
  readonly environment: string | null;
  readonly className: string;
}
