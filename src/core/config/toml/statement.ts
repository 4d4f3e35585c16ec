import { parse as parseSmol, TomlError } from "smol-toml";
import { type AST, parseTOML } from "toml-eslint-parser";
import type { Span } from "../../text/span.ts";
import { findEquals } from "./cut.ts";
import { mended } from "./mend.ts";

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

/** Why smol-toml refuses a statement, in its words, and where. */
export interface TomlRefusal {
  readonly reason: string;
  readonly offset: number;
}

export interface ReadStatement {
  /** Undefined where nothing can be read of it. */
  readonly statement: TomlStatement | undefined;
  readonly refusal: TomlRefusal | undefined;
}

const cache = new Map<string, ReadStatement>();
const cacheLimit = 4000;
const longestCached = 10_000;

/**
 * Reads the text of one statement. What is read is remembered by its text, as all but one statement of a file are the
 * same after a keystroke.
 */
export function readStatement(text: string): ReadStatement {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const ownText = detached(text);
  const read = readAnew(ownText);
  if (text.length > longestCached) return read;
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(ownText, read);
  return read;
}

/** A copy that does not keep the whole file in memory, which a slice of it would. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

function readAnew(text: string): ReadStatement {
  const { value, refusal } = judge(text);
  const ast = syntaxOf(text);
  if (refusal === undefined && ast === undefined) return { statement: coarse(text, value), refusal };
  const statement = ast ?? mended(text, syntaxOf);
  return { statement: statement && convert(statement, value), refusal };
}

function judge(text: string): { readonly value?: unknown; readonly refusal?: TomlRefusal } {
  try {
    return { value: parseSmol(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.slice(0, error.message.indexOf("\n")).replace("Invalid TOML document: ", "");
    return { refusal: { reason, offset: offsetOf(text, error) } };
  }
}

function offsetOf(text: string, { line, column }: TomlError): number {
  let start = 0;
  for (let each = 1; each < line; each++) start = text.indexOf("\n", start) + 1;
  return start + column - 1;
}

function syntaxOf(text: string): AST.TOMLKeyValue | AST.TOMLTable | undefined {
  try {
    return parseTOML(text, { tomlVersion: "1.1" }).body[0].body[0];
  } catch {
    return undefined;
  }
}

function convert(node: AST.TOMLKeyValue | AST.TOMLTable, value: unknown): TomlStatement {
  const keys = node.key.keys.map(convertKey);
  if (node.type === "TOMLKeyValue") {
    const inner = keys.reduce((at, key) => member(at, key.name), value);
    return { kind: "keyValue", keys, span: spanOf(node), value: convertValue(node.value, inner) };
  }
  const kind = node.kind === "array" ? "tableElement" : "table";
  return { kind, keys, span: spanOf(node), value: undefined };
}

function convertKey(node: AST.TOMLBare | AST.TOMLQuoted): TomlKey {
  return { name: node.type === "TOMLBare" ? node.name : node.value, span: spanOf(node) };
}

function convertValue(node: AST.TOMLContentNode, value: unknown): TomlValue {
  const span = spanOf(node);
  switch (node.type) {
    case "TOMLArray":
      return { kind: "array", span, items: node.elements.map((each, index) => convertValue(each, member(value, index))) };
    case "TOMLInlineTable":
      return { kind: "inlineTable", span, entries: node.body.map((each) => convert(each, value)) };
    case "TOMLValue":
      return { kind: "scalar", span, value: scalarOf(node, value) };
  }
}

/** smol-toml's value where it has one (it keeps CRLF in multi-line strings), else the one of toml-eslint-parser. */
function scalarOf(node: AST.TOMLValue, value: unknown): TomlScalar["value"] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  switch (node.kind) {
    case "integer":
      return Number.isSafeInteger(node.value) ? node.value : node.bigint;
    case "string":
    case "float":
    case "boolean":
      return node.value;
    case "offset-date-time":
    case "local-date-time":
    case "local-date":
    case "local-time":
      return { date: node.datetime };
  }
}

function member(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function spanOf(node: AST.HasLocs): Span {
  return { start: node.range[0], end: node.range[1] };
}

/**
 * The statement that smol-toml accepts and toml-eslint-parser does not (the 30th of February, a string of 200 kB): its
 * values, all with the span of the whole value.
 */
function coarse(text: string, value: unknown): TomlStatement | undefined {
  const equals = findEquals(text, 0);
  const key = equals === undefined ? undefined : syntaxOf(`${text.slice(0, equals)}=0`);
  if (equals === undefined || key?.type !== "TOMLKeyValue") return undefined;
  const span = { start: text.length - text.slice(equals + 1).trimStart().length, end: text.length };
  const keys = key.key.keys.map(convertKey);
  const inner = keys.reduce((at, each) => member(at, each.name), value);
  return { kind: "keyValue", keys, span: { start: 0, end: text.length }, value: coarseValue(inner, text, span) };
}

function coarseValue(value: unknown, text: string, span: Span): TomlValue {
  if (Array.isArray(value)) return { kind: "array", span, items: value.map((each) => coarseValue(each, text, span)) };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return { kind: "scalar", span, value };
  }
  if (value instanceof Date) return { kind: "scalar", span, value: { date: text.slice(span.start, span.end) } };
  const entries = Object.entries(value as object).map(
    ([name, each]): TomlStatement => ({
      kind: "keyValue",
      keys: [{ name, span }],
      span,
      value: coarseValue(each, text, span),
    }),
  );
  return { kind: "inlineTable", span, entries };
}
