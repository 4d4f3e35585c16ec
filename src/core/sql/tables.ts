import type { Span } from "../text/span.ts";
import { nameOf, type SqlStatement, type SqlToken } from "./tokens.ts";

/** A table, view or virtual table as a statement creates it. Spans are UTF-16 offsets of the text that was read. */
export interface SqlTable {
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole statement. */
  readonly span: Span;
  /** As far as the statement tells them; none for a view without a list of them and for `CREATE TABLE … AS`. */
  readonly columns: readonly SqlColumn[];
}

export interface SqlColumn {
  readonly name: string;
  readonly nameSpan: Span;
  /** The definition: the name, the type and the constraints. */
  readonly span: Span;
  /** As written (`VARCHAR(20)`); empty where there is none. */
  readonly type: string;
}

/** What `ALTER TABLE` adds to the names that may be used: a column, or another name for the table or for a column. */
export interface SqlAlteration {
  readonly table: string;
  readonly column?: SqlColumn;
  readonly newName?: { readonly name: string; readonly nameSpan: Span; readonly span: Span };
  readonly renamedColumn?: { readonly from: string; readonly name: string; readonly nameSpan: Span };
}

/** The table that a statement creates; undefined for any other statement. Half a statement gives half a table. */
export function tableOf({ tokens, start, end }: Omit<SqlStatement, "head">): SqlTable | undefined {
  const words = tokens.slice(0, 3).map((each) => each.upper);
  if (words[0] !== "CREATE") return undefined;
  const isSpecial = ["TEMP", "TEMPORARY", "VIRTUAL"].includes(words[1] ?? "");
  const kind = words[isSpecial ? 2 : 1];
  if (kind !== "TABLE" && kind !== "VIEW") return undefined;
  const at = nameIndex(tokens, isSpecial ? 3 : 2);
  const token = tokens[at];
  const name = token && nameOf(token);
  if (token === undefined || name === undefined) return undefined;
  const open = kind === "TABLE" && words[1] === "VIRTUAL" ? at + 3 : at + 1;
  const columns = tokens[open]?.text === "(" ? columnsBehind(tokens, open, words[1] === "VIRTUAL") : [];
  return { name, nameSpan: spanOf(token), span: { start, end }, columns };
}

/** What an `ALTER TABLE … ADD` or `… RENAME` brings; undefined for any other statement. */
export function alterationOf({ tokens, start, end }: SqlStatement): SqlAlteration | undefined {
  if (tokens[0]?.upper !== "ALTER" || tokens[1]?.upper !== "TABLE") return undefined;
  const at = nameIndex(tokens, 2);
  const table = nameAt(tokens, at);
  if (table === undefined) return undefined;
  const rest = tokens.slice(at + 1).filter((each, index) => index !== 1 || each.upper !== "COLUMN");
  if (rest[0]?.upper === "ADD") {
    const column = columnOf(rest.slice(1));
    return column && { table, column };
  }
  if (rest[0]?.upper !== "RENAME") return undefined;
  const isTable = rest[1]?.upper === "TO";
  const token = rest[isTable ? 2 : 3];
  const name = token && nameOf(token);
  if (token === undefined || name === undefined) return undefined;
  const named = { name, nameSpan: spanOf(token) };
  if (isTable) return { table, newName: { ...named, span: { start, end } } };
  const from = nameAt(rest, 1);
  return from === undefined ? undefined : { table, renamedColumn: { from, ...named } };
}

/** Where a name stands: behind `IF NOT EXISTS` and the schema (`main.`). */
export function nameIndex(tokens: readonly SqlToken[], from: number): number {
  let at = from;
  if (tokens[at]?.upper === "IF") at += tokens[at + 1]?.upper === "NOT" ? 3 : 2;
  return tokens[at + 1]?.text === "." ? at + 2 : at;
}

/** The columns in parentheses: definitions of a table, names of a view, arguments of a module such as FTS5. */
function columnsBehind(tokens: readonly SqlToken[], open: number, isModule: boolean): readonly SqlColumn[] {
  return partsBehind(tokens, open).flatMap((part) => {
    const isOption = isModule && part[1]?.text === "=";
    const isConstraint = part[0]?.kind === "word" && tableConstraints.has(part[0]?.upper);
    return isOption || (isConstraint && !isModule) ? [] : (columnOf(part) ?? []);
  });
}

const tableConstraints: ReadonlySet<string> = new Set(["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"]);

/** What the commas of a list in parentheses part, up to its end or that of the text. */
function partsBehind(tokens: readonly SqlToken[], open: number): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(open)) {
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    if (depth === 0) break;
    if (depth === 1 && token.text === ",") parts.push([]);
    else if (depth > 1 || token.text !== "(") parts.at(-1)?.push(token);
  }
  return parts;
}

function columnOf(tokens: readonly SqlToken[]): SqlColumn | undefined {
  const [first, ...rest] = tokens;
  const name = first && columnName(first);
  if (first === undefined || name === undefined) return undefined;
  const end = rest.findIndex((each) => each.kind === "word" && columnConstraints.has(each.upper));
  const type = end === -1 ? rest : rest.slice(0, end);
  return {
    name,
    nameSpan: spanOf(first),
    span: { start: first.start, end: tokens.at(-1)?.end ?? first.end },
    type: typeText(type),
  };
}

/** SQLite takes a string for a name where only a name can stand. */
function columnName(token: SqlToken): string | undefined {
  return token.kind === "string" ? token.text.slice(1, -1).replaceAll("''", "'") : nameOf(token);
}

const columnConstraints: ReadonlySet<string> = new Set([
  "CONSTRAINT",
  "PRIMARY",
  "NOT",
  "NULL",
  "UNIQUE",
  "CHECK",
  "DEFAULT",
  "COLLATE",
  "REFERENCES",
  "GENERATED",
  "AS",
  "UNINDEXED",
]);

/** `VARCHAR(20)`, `UNSIGNED BIG INT`: words apart, parentheses close. */
function typeText(tokens: readonly SqlToken[]): string {
  return tokens
    .map(({ text }) => text)
    .join(" ")
    .replaceAll(/ ?([(),]) ?/g, "$1")
    .replaceAll(",", ", ");
}

function nameAt(tokens: readonly SqlToken[], index: number): string | undefined {
  const token = tokens[index];
  return token && nameOf(token);
}

function spanOf({ start, end }: SqlToken): Span {
  return { start, end };
}
