import type { Span } from "../text/span.ts";
import { nameIndex } from "./tables.ts";
import { nameOf, type SqlToken } from "./tokens.ts";

/** A table that a statement names where columns of it can be used. */
export interface SqlSource {
  /** The table's name, or that of a `WITH`; undefined for a subquery and for a part of the text that is not known. */
  readonly table: string | undefined;
  /** What it is called in the statement, where that is another name. */
  readonly alias: string | undefined;
  /** Whether it is the table that the statement writes to, changes or indexes. */
  readonly isTarget: boolean;
}

/** A query or the level of parentheses that it stands in. */
export interface SqlScope extends Span {
  readonly parent: SqlScope | undefined;
  readonly sources: readonly SqlSource[];
}

/** What kind of name can stand somewhere. */
export type SqlPosition = "table" | "target" | "other";

/** Reads which tables each level of a statement names. It never fails; half a statement gives what it says so far. */
export function scopesOf(tokens: readonly SqlToken[]): readonly SqlScope[] {
  const root = open(0, undefined);
  const all = [root];
  let current = root;
  const stack: MutableScope[] = [];
  tokens.forEach((token, index) => {
    if (token.text === "(") {
      stack.push(current);
      const isQuery = queryWords.has(tokens[index + 1]?.upper ?? "") || positionAt(tokens, index) === "other";
      if (isQuery) all.push((current = open(token.end, current)));
    } else if (token.text === ")") {
      const outer = stack.pop();
      if (outer !== undefined && outer !== current) current.end = token.start;
      current = outer ?? current;
    } else if (compound.has(token.upper) && token.kind === "word") {
      current.end = token.start;
      all.push((current = open(token.end, current.parent)));
    } else {
      const position = positionAt(tokens, index);
      if (position !== "other") addSource(tokens, index, { scope: current, isTarget: position === "target" });
    }
  });
  return all;
}

/** The tables whose columns can be named at a place: those of the innermost query first, then those around it. */
export function sourcesAt(scopes: readonly SqlScope[], offset: number): readonly SqlSource[] {
  const inside = scopes.filter((each) => each.start <= offset && offset <= each.end);
  const innermost = inside.toSorted((a, b) => b.start - a.start || a.end - b.end)[0];
  const sources: SqlSource[] = [];
  for (let scope = innermost; scope !== undefined; scope = scope.parent) sources.push(...scope.sources);
  return sources;
}

/** The names that a `WITH` gives to queries. */
export function commonTables(tokens: readonly SqlToken[]): readonly string[] {
  if (!tokens.some((each) => each.upper === "WITH")) return [];
  return tokens.flatMap((token, index) => {
    const isQuery = token.text === "(" && queryWords.has(tokens[index + 1]?.upper ?? "");
    const words = tokens.slice(Math.max(0, index - 3), index).filter((each) => !materialized.has(each.upper));
    if (!isQuery || words.at(-1)?.upper !== "AS") return [];
    return nameBefore(tokens, tokens.lastIndexOf(words.at(-1) ?? token, index)) ?? [];
  });
}

const materialized: ReadonlySet<string> = new Set(["NOT", "MATERIALIZED"]);

/** The name before `AS`, behind which a list of columns may stand. */
function nameBefore(tokens: readonly SqlToken[], index: number): string | undefined {
  const isList = tokens[index - 1]?.text === ")";
  const open = isList ? tokens.findLastIndex((each, at) => at < index && each.text === "(") : index;
  const token = tokens[open - 1];
  return token && nameOf(token);
}

/** Whether the token at an index stands where a table is named, by what is before it. */
export function positionAt(tokens: readonly SqlToken[], index: number): SqlPosition {
  const before = tokens[index - 1];
  if (before === undefined) return "other";
  if (before.text === ".") return positionAt(tokens, index - 2);
  if (before.text === "(") return positionAt(tokens, index - 1) === "table" ? "table" : "other";
  if (before.text === ",") return isInFrom(tokens, index - 1) ? "table" : "other";
  if (before.kind !== "word") return "other";
  const last = tokens[index - 2]?.upper;
  const head = tokens[0]?.upper;
  switch (before.upper) {
    case "FROM":
      return last === "DISTINCT" ? "other" : head === "DELETE" && index === 2 ? "target" : "table";
    case "JOIN":
      return "table";
    case "INTO":
      return "target";
    case "UPDATE":
      return last === "ON" || last === "DO" ? "other" : "target";
    case "TABLE":
      return head === "CREATE" ? "other" : "target";
    case "EXISTS":
      return head === "DROP" ? "target" : "other";
    case "REFERENCES":
      return "target";
    case "ON":
      return head === "CREATE" && indexed.has(tokens[1]?.upper ?? "") ? "target" : "other";
    default:
      return last === "OR" && head === "UPDATE" && index === 3 ? "target" : "other";
  }
}

const indexed: ReadonlySet<string> = new Set(["INDEX", "UNIQUE", "TRIGGER"]);
const queryWords: ReadonlySet<string> = new Set(["SELECT", "WITH", "VALUES"]);
const compound: ReadonlySet<string> = new Set(["UNION", "INTERSECT", "EXCEPT"]);

/** Words that begin a part of a query in which a comma parts something else than tables. */
const otherParts: ReadonlySet<string> = new Set([
  "SELECT",
  "WHERE",
  "BY",
  "HAVING",
  "SET",
  "VALUES",
  "LIMIT",
  "RETURNING",
  "ON",
  "USING",
  "WITH",
  "INTO",
  "WINDOW",
]);

/** Whether a comma parts the tables of a FROM: by the nearest part of the same level before it. */
function isInFrom(tokens: readonly SqlToken[], comma: number): boolean {
  let depth = 0;
  for (let index = comma - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token?.text === ")") depth++;
    if (token?.text === "(" && depth-- === 0) return positionAt(tokens, index) === "table";
    if (depth > 0 || token?.kind !== "word") continue;
    if (token.upper === "FROM") return tokens[index - 1]?.upper !== "DISTINCT";
    if (otherParts.has(token.upper)) return false;
  }
  return false;
}

interface MutableScope extends SqlScope {
  end: number;
  readonly sources: SqlSource[];
}

function open(start: number, parent: SqlScope | undefined): MutableScope {
  return { start, end: Number.POSITIVE_INFINITY, parent, sources: [] };
}

interface Target {
  readonly scope: MutableScope;
  readonly isTarget: boolean;
}

function addSource(tokens: readonly SqlToken[], index: number, { scope, isTarget }: Target): void {
  if (tokens[index - 1]?.text === ".") return;
  const at = nameIndex(tokens, index);
  const token = tokens[at];
  const table = token && nameOf(token);
  if (token === undefined || (token.kind === "word" && !isFreeWord(token))) return;
  const next = tokens[at + 1];
  const alias = next?.upper === "AS" ? tokens[at + 2] : next;
  const isAlias = alias !== undefined && (next?.upper === "AS" || alias.kind === "quoted" || isFreeWord(alias));
  scope.sources.push({ table, alias: isAlias ? nameOf(alias) : undefined, isTarget });
}

/** A word that may be an alias without `AS`: none that goes on with the statement. */
function isFreeWord(token: SqlToken): boolean {
  return token.kind === "word" && !following.has(token.upper);
}

const following: ReadonlySet<string> = new Set(
  (
    "WHERE JOIN LEFT RIGHT FULL INNER OUTER CROSS NATURAL ON USING GROUP ORDER HAVING LIMIT UNION INTERSECT EXCEPT " +
    "SET VALUES DEFAULT RETURNING INDEXED NOT SELECT WITH AS WINDOW ADD RENAME DROP BEGIN WHEN FOR DO REPLACE " +
    "DEFERRABLE MATCH ALTER AND OR"
  ).split(" "),
);
