import type { Comment } from "../text/comment.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { ConfigPath, ConfigValue, ObjectNode } from "./tree.ts";

export type ConfigFormat = "toml" | "jsonc" | "typescript";

/** A wrangler file as read: the tree of whatever could be read, and what could not. */
export interface ConfigDocument {
  readonly format: ConfigFormat;
  readonly text: string;
  /** The whole file; empty where nothing could be read. */
  readonly root: ObjectNode;
  /** What wrangler's own parser would refuse, in the order of the text; its parser stops at the first. */
  readonly syntaxErrors: readonly ConfigSyntaxError[];
  readonly comments: readonly Comment[];
  /** Whether parts are computed when the file is run, so that more than this may be there. */
  readonly isPartial?: true;
}

export interface ConfigSyntaxError {
  readonly message: string;
  readonly span: Span;
  /** Whether everything was read in spite of it: commas are missing, and nothing else is wrong. */
  readonly losesNothing?: true;
  /** Whether brackets or braces do not match, so that nothing is certain to belong to what it seems to stand in. */
  readonly isMisnested?: true;
}

/**
 * One change of a configuration, free of any syntax. `set` writes a value under a key of an object, replacing what is
 * there (containers on the way are created); `append` adds to the end of an array, which is created if it is missing;
 * `remove` takes out a property or an item (an array or table that becomes empty by it goes too, if `prune`);
 * `rename` changes a key and keeps its value. A `null` on the way counts as missing.
 */
export type ConfigChange =
  | { readonly kind: "set"; readonly path: ConfigPath; readonly value: ConfigValue }
  | { readonly kind: "append"; readonly path: ConfigPath; readonly value: ConfigValue }
  | { readonly kind: "remove"; readonly path: ConfigPath; readonly prune?: boolean }
  | { readonly kind: "rename"; readonly path: ConfigPath; readonly key: string };

/** What a syntax can do: `toml.ts` and `jsonc.ts` are the only files that know one. */
export interface ConfigSyntax {
  /** Never throws: a half-typed text gives what can be read of it, and errors. */
  parse(text: string): ConfigDocument;
  /**
   * The text edits that make the changes, in the style of what stands around them (indentation, quotes, commas, line
   * endings, inline or block). Everything the changes are not about keeps its bytes. Undefined where it cannot be done.
   */
  edit(document: ConfigDocument, changes: readonly ConfigChange[]): readonly TextEdit[] | undefined;
}
