import type { AST } from "toml-eslint-parser";
import type { Span } from "../../text/span.ts";
import { deepestPath } from "../tree.ts";
import { findEquals } from "./cut.ts";
import type { TomlKey, TomlScalar, TomlStatement, TomlValue } from "./shapes.ts";

/**
 * The statement of a syntax tree, with the values that smol-toml (its whole result is `value`) gives its scalars. Nothing
 * reaches beyond `limit`, where a half-typed text ends that was closed for the parser.
 */
export function convertStatement(
  node: AST.TOMLKeyValue | AST.TOMLTable,
  value: unknown,
  { limit, depth = 0 }: Bounds,
): TomlStatement {
  const keys = node.key.keys.slice(0, deepestPath + 1).map((key) => convertKey(key, limit));
  if (node.type === "TOMLKeyValue") {
    const inner = node.key.keys.reduce((at, key) => member(at, convertKey(key, limit).name), value);
    return {
      kind: "keyValue",
      keys,
      span: spanOf(node, limit),
      value: convertValue(node.value, inner, { limit, depth }),
    };
  }
  const kind = node.kind === "array" ? "tableElement" : "table";
  return { kind, keys, span: spanOf(node, limit), value: undefined };
}

interface Bounds {
  readonly limit: number;
  /** How many arrays and inline tables are around the node. */
  readonly depth?: number;
}

function convertKey(node: AST.TOMLBare | AST.TOMLQuoted, limit: number): TomlKey {
  return { name: node.type === "TOMLBare" ? node.name : node.value, span: spanOf(node, limit) };
}

function convertValue(node: AST.TOMLContentNode, value: unknown, { limit, depth = 0 }: Bounds): TomlValue {
  const span = spanOf(node, limit);
  const inside = { limit, depth: depth + 1 };
  const isTooDeep = depth > deepestPath;
  if (node.type === "TOMLValue") return { kind: "scalar", span, value: scalarOf(node, value) };
  if (node.type === "TOMLInlineTable") {
    const body = isTooDeep ? [] : node.body;
    return { kind: "inlineTable", span, entries: body.map((each) => convertStatement(each, value, inside)) };
  }
  const elements = isTooDeep ? [] : node.elements;
  return {
    kind: "array",
    span,
    items: elements.map((each, index) => convertValue(each, member(value, index), inside)),
  };
}

/** smol-toml's value where it has one (it keeps CRLF in multi-line strings), else the one of toml-eslint-parser. */
function scalarOf(node: AST.TOMLValue, value: unknown): TomlScalar["value"] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if ("datetime" in node) return { date: node.datetime };
  return node.kind === "integer" && !Number.isSafeInteger(node.value) ? node.bigint : node.value;
}

function member(value: unknown, key: string | number): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

function spanOf(node: AST.HasLocs, limit: number): Span {
  return { start: node.range[0], end: Math.min(node.range[1], limit) };
}

/**
 * The statement that smol-toml accepts and toml-eslint-parser does not (the 30th of February, a string of 200 kB): its
 * values, all with the span of the whole value.
 */
export function coarseStatement({ text, value, syntaxOf }: CoarseInput): TomlStatement | undefined {
  const equals = findEquals(text, 0);
  const key = equals === undefined ? undefined : syntaxOf(`${text.slice(0, equals)}=0`);
  if (equals === undefined || key?.type !== "TOMLKeyValue") return undefined;
  const span = { start: text.length - text.slice(equals + 1).trimStart().length, end: text.length };
  const keys = key.key.keys.map((each) => convertKey(each, text.length));
  const inner = keys.reduce((at, each) => member(at, each.name), value);
  return { kind: "keyValue", keys, span: { start: 0, end: text.length }, value: coarseValue(inner, text, span) };
}

interface CoarseInput {
  readonly text: string;
  readonly value: unknown;
  readonly syntaxOf: (text: string) => AST.TOMLKeyValue | AST.TOMLTable | undefined;
}

function coarseValue(value: unknown, text: string, span: Span): TomlValue {
  if (Array.isArray(value)) return { kind: "array", span, items: value.map((each) => coarseValue(each, text, span)) };
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return { kind: "scalar", span, value };
  }
  if (value instanceof Date) return { kind: "scalar", span, value: { date: text.slice(span.start, span.end) } };
  const entries = Object.entries(isRecord(value) ? value : {}).map(([name, each]): TomlStatement => ({
    kind: "keyValue",
    keys: [{ name, span }],
    span,
    value: coarseValue(each, text, span),
  }));
  return { kind: "inlineTable", span, entries };
}
