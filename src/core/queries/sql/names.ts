import { expectationAt, isDefinition } from "../../sql/expected.ts";
import { positionAt } from "../../sql/scopes.ts";
import { tableOf } from "../../sql/tables.ts";
import { nameOf, type SqlToken } from "../../sql/tokens.ts";
import { touches, type Span } from "../../text/span.ts";
import { columnIn, sourcesOf, tableBehind, tableNamed, type ColumnOfTable, type SqlCursor } from "./cursor.ts";
import type { KnownTable } from "./tables.ts";

/** What a name in a statement stands for. */
export type SqlName = (
  | { readonly kind: "table"; readonly table: KnownTable }
  | ({ readonly kind: "column" } & ColumnOfTable)
) & {
  /** The name, in the module. */
  readonly span: Span;
};

/** The table or column that is named at a cursor; undefined on anything else, and on a name that is not known. */
export function nameAt(cursor: SqlCursor): SqlName | undefined {
  const { tokens, offset, use } = cursor;
  const index = tokens.findLastIndex((each) => touches(each, offset) && nameOf(each) !== undefined);
  const token = tokens[index];
  if (token === undefined || isNewName(tokens, index)) return undefined;
  const span = use.text.spanOf(token);
  const table = tableAt(cursor, index);
  if (table !== undefined) return { kind: "table", table, span };
  const column = columnAt(cursor, index);
  return column && { kind: "column", ...column, span };
}

/** A table by its name or alias. */
function tableAt(cursor: SqlCursor, index: number): KnownTable | undefined {
  const { tokens } = cursor;
  const name = textAt(tokens, index);
  if (positionAt(tokens, index) !== "other") return tableNamed(cursor, name);
  if (tokens[index - 1]?.text === ".") return undefined;
  if (tokens[index + 1]?.text === ".") return tableBehind(cursor, name);
  const isAlias = sourcesOf(cursor).some(({ alias }) => alias?.toLowerCase() === name.toLowerCase());
  return isAlias && columnAt(cursor, index) === undefined ? tableBehind(cursor, name) : undefined;
}

function columnAt(cursor: SqlCursor, index: number): ColumnOfTable | undefined {
  const { tokens } = cursor;
  if (tokens[index + 1]?.text === "(") return undefined;
  const name = textAt(tokens, index);
  if (tokens[index - 1]?.text === ".") return columnIn(tableBehind(cursor, textAt(tokens, index - 2)), name);
  const token = tokens[index];
  const expected = token && expectationAt(cursor.use.text.value, tokens, token.end);
  if (expected?.qualifier !== undefined) return columnIn(tableBehind(cursor, expected.qualifier), name);
  if (expected === undefined && isDefinition(tokens)) return undefined;
  for (const { known } of sourcesOf(cursor)) {
    const found = columnIn(known, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A name that the statement gives: `AS name`, `CREATE TABLE name`. */
function isNewName(tokens: readonly SqlToken[], index: number): boolean {
  const created = tableOf({ tokens, start: 0, end: 0 });
  return tokens[index - 1]?.upper === "AS" || created?.nameSpan.start === tokens[index]?.start;
}

function textAt(tokens: readonly SqlToken[], index: number): string {
  const token = tokens[index];
  return (token && nameOf(token)) ?? "";
}
