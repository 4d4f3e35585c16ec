import type { Span } from "../../text/span.ts";

/**
 * A statement as read by itself; offsets count from its first character. smol-toml, wrangler's own parser, says whether
 * it is valid and what its values are; toml-eslint-parser says where everything is.
 */
export interface TomlStatement {
  /** `[header]` and `[[header]]`, or a key with its value. */
  readonly kind: "table" | "tableElement" | "keyValue";
  readonly keys: readonly TomlKey[];
  /** From the first bracket of a header to its last, or from the first key to the end of the value. */
  readonly span: Span;
  /** Only a `keyValue` has one. */
  readonly value: TomlValue | undefined;
}

/** One part of a dotted key, its quotes in the span. */
export interface TomlKey {
  readonly name: string;
  readonly span: Span;
}

export type TomlValue = TomlScalar | TomlArray | TomlInlineTable;

export interface TomlScalar {
  readonly kind: "scalar";
  readonly span: Span;
  readonly value: string | number | bigint | boolean | { readonly date: string };
}

export interface TomlArray {
  readonly kind: "array";
  readonly span: Span;
  readonly items: readonly TomlValue[];
}

export interface TomlInlineTable {
  readonly kind: "inlineTable";
  readonly span: Span;
  readonly entries: readonly TomlStatement[];
}
