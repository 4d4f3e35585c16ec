import type { Span } from "../text/span.ts";
import { positionAt } from "./scopes.ts";
import { nameOf, type SqlToken } from "./tokens.ts";

/** What can be written at a place of a statement. */
export interface SqlExpectation {
  readonly kind: "table" | "column";
  /** What is replaced: the word that is being typed, or nothing. */
  readonly span: Span;
  /** Whose columns alone can stand there: the table or alias before the point, or the table before the list. */
  readonly qualifier?: string;
  /** Whose columns they are, where no name says it: those of the table that is written to, or those of the query. */
  readonly of?: "target" | "sources";
}

type Owner = Pick<SqlExpectation, "qualifier" | "of">;

/** What a statement lets follow at an offset of its text; undefined for anything but the name of a table or column. */
export function expectationAt(sql: string, tokens: readonly SqlToken[], offset: number): SqlExpectation | undefined {
  const typed = tokens.findIndex((each) => each.start < offset && offset <= each.end && each.kind === "word");
  const index = typed === -1 ? tokens.findIndex((each) => each.start >= offset) : typed;
  const at = index === -1 ? tokens.length : index;
  const token = tokens[typed];
  const before = tokens[at - 1];
  if (!isBetween(sql, { before, token, offset })) return undefined;
  const span = token === undefined ? { start: offset, end: offset } : { start: token.start, end: token.end };
  if (before?.text === "." && nameOf(tokens[at - 2] ?? before) !== undefined) return behindPoint(tokens, at, span);
  const position = positionAt(tokens, at);
  if (position !== "other" || isPragma(tokens, at)) return { kind: "table", span };
  const owner = columnsExpected(tokens, at);
  return owner && { kind: "column", ...owner, span };
}

interface Place {
  readonly before: SqlToken | undefined;
  readonly token: SqlToken | undefined;
  readonly offset: number;
}

/** Whether a cursor is in a word or between tokens: not in a string, a quoted name, a number or a comment. */
function isBetween(sql: string, { before, token, offset }: Place): boolean {
  if (token !== undefined) return true;
  if (before === undefined) return true;
  const isInside = offset < before.end || (offset === before.end && before.kind !== "symbol");
  if (isInside) return false;
  return /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|--[^\n]*\n)*$/.test(sql.slice(before.end, offset));
}

/** A table of the schema `main`, or a column of what stands before the point. */
function behindPoint(tokens: readonly SqlToken[], at: number, span: Span): SqlExpectation | undefined {
  const owner = tokens[at - 2];
  const qualifier = owner && nameOf(owner);
  if (qualifier === undefined) return undefined;
  return positionAt(tokens, at) === "other" ? { kind: "column", qualifier, span } : { kind: "table", span };
}

/** `PRAGMA table_info(…)`. */
function isPragma(tokens: readonly SqlToken[], at: number): boolean {
  return tokens[0]?.upper === "PRAGMA" && tokens[at - 1]?.text === "(" && at === 3;
}

const beforeColumns: ReadonlySet<string> = new Set(
  "SELECT DISTINCT ALL WHERE AND OR NOT ON BY HAVING CASE WHEN THEN ELSE BETWEEN LIKE GLOB MATCH IS RETURNING".split(
    " ",
  ),
);
const operators: ReadonlySet<string> = new Set("= == < > <= >= <> != || + - / % & | << >> -> ->>".split(" "));

const sources: Owner = { of: "sources" };
const target: Owner = { of: "target" };

/** Whose columns can stand at a place; undefined where no column can. */
function columnsExpected(tokens: readonly SqlToken[], at: number): Owner | undefined {
  const before = tokens[at - 1];
  if (before === undefined) return undefined;
  if (before.text === "(" || before.text === ",") return inList(tokens, at - 1);
  if (isDefinition(tokens)) return undefined;
  if (before.text === "*") return isProduct(tokens, at - 1) ? sources : undefined;
  if (before.kind === "symbol") return operators.has(before.text) ? sources : undefined;
  if (before.kind !== "word") return undefined;
  const word = before.upper;
  if (word === "SET") return target;
  return beforeColumns.has(word) ? sources : undefined;
}

/** Whether a statement creates something without a query: it names columns in its lists only. */
export function isDefinition(tokens: readonly SqlToken[]): boolean {
  const isQuery = tokens.some((each) => each.upper === "SELECT");
  return tokens[0]?.upper === "CREATE" && tokens[1]?.upper !== "TRIGGER" && !isQuery;
}

/** `a * b`, not `SELECT *`. */
function isProduct(tokens: readonly SqlToken[], star: number): boolean {
  const before = tokens[star - 1];
  if (before === undefined || before.text === "," || before.text === "(" || before.text === ".") return false;
  return before.kind !== "word" || !beforeColumns.has(before.upper);
}

/** In a list in parentheses what opens it decides; in any other the part of the query that the comma stands in. */
function inList(tokens: readonly SqlToken[], from: number): Owner | undefined {
  let depth = 0;
  for (let index = from; index >= 0; index--) {
    const token = tokens[index];
    if (token?.text === ")") depth++;
    else if (token?.text === "(" && depth-- === 0) return inParentheses(tokens, index);
    else if (depth === 0 && token?.kind === "word" && listed.has(token.upper)) return listed.get(token.upper);
  }
  return undefined;
}

/** What a comma parts behind a word of a statement. */
const listed: ReadonlyMap<string, Owner | undefined> = new Map([
  ["SELECT", sources],
  ["BY", sources],
  ["RETURNING", sources],
  ["SET", target],
  ["FROM", undefined],
  ["VALUES", undefined],
  ["WITH", undefined],
  ["LIMIT", undefined],
]);

function inParentheses(tokens: readonly SqlToken[], open: number): Owner | undefined {
  const before = tokens[open - 1];
  if (before === undefined || before.text === ",") return undefined;
  const table = [open - 1, open - 3].find((each) => positionAt(tokens, each) === "target");
  const isAliased = table !== open - 3 || tokens[open - 2]?.upper === "AS";
  const qualifier = table === undefined || !isAliased ? undefined : nameOf(tokens[table] ?? before);
  if (qualifier !== undefined) return { qualifier };
  const word = before.upper;
  if (word === "CONFLICT") return target;
  const isOther = before.kind !== "symbol" && (before.kind !== "word" || withoutColumns.has(word));
  return isOther || isDefinition(tokens) ? undefined : sources;
}

const withoutColumns: ReadonlySet<string> = new Set(["VALUES", "IN", "AS", "FROM", "MATERIALIZED", "EXISTS", "OVER"]);
