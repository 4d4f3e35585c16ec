import { remember } from "../remember.ts";
import { keywords } from "./keywords.ts";
import { isPlain } from "./plainGrammar.ts";
import type { SqlToken } from "./tokens.ts";

/** A statement that SQLite surely reads, and the names in it, in lower case. */
export interface PlainStatement {
  /** The table that it makes, reads or changes; undefined for a SELECT of constants. */
  readonly table: string | undefined;
  /** The columns that it makes, or that the table must have for it; `x.` for another table's name, which no table has. */
  readonly columns: readonly string[];
  readonly makesTable: boolean;
}

/**
 * Reads the few forms that most statements have, and which SQLite takes if the table has the columns. Undefined says
 * nothing: such a statement is for SQLite to judge, which takes longer to load than the whole of a check without it.
 */
export function readPlain(tokens: readonly SqlToken[]): PlainStatement | undefined {
  return remember(known, tokens, () => ({ statement: readAnew(tokens) })).statement;
}

const known = new WeakMap<readonly SqlToken[], { readonly statement: PlainStatement | undefined }>();

function readAnew(tokens: readonly SqlToken[]): PlainStatement | undefined {
  const shapes = tokens.map((token, index) => shapeOf(token, tokens[index - 1]));
  if (!isPlain(shapes)) return undefined;
  const names = tokens.map(({ text }) => text.toLowerCase());
  return shapes[0] === "CREATE" ? readCreation(shapes, names) : readQuery(shapes, names);
}

/** Whether a statement finds its table and columns in what other plain statements make. */
export function fits({ table, columns }: PlainStatement, made: readonly PlainStatement[]): boolean {
  if (table === undefined) return columns.length === 0;
  const makers = made.filter((each) => each.makesTable && each.table === table);
  return makers.length > 0 && makers.every((maker) => columns.every((name) => maker.columns.includes(name)));
}

/** A keyword in upper case, `n` for a name, `d` for a number, `v` for a text, `p` for a parameter, `!` for what is not plain. */
function shapeOf({ kind, text, upper }: SqlToken, before: SqlToken | undefined): string {
  if (kind === "symbol") return text;
  if (kind === "parameter") return /^(\?[1-9]?|[:@$]\w+)$/.test(text) ? "p" : "!";
  if (kind === "number") return /^\d+(\.\d+)?$/.test(text) ? "d" : "!";
  if (kind === "string") return /^'(?:[^']|'')*'$/.test(text) ? "v" : "!";
  if (kind === "quoted" || !/^\w+$/.test(text)) return "!";
  const isName = upper === "KEY" ? before?.upper !== "PRIMARY" : !keywords.has(upper);
  return isName ? "n" : upper;
}

/** The columns of a table are the names behind the first parenthesis and behind each comma that is in no other. */
function readCreation(shapes: readonly string[], names: readonly string[]): PlainStatement {
  const open = shapes.indexOf("(");
  const isTable = shapes[1] === "TABLE";
  let depth = 0;
  const columns = names.filter((_, index) => {
    if (shapes[index] === ")") depth--;
    const isFirst = depth === 1 && shapes[index] === "n" && /^[(,]$/.test(shapes[index - 1] ?? "");
    if (shapes[index] === "(") depth++;
    return isFirst;
  });
  return { table: names[open - 1], columns, makesTable: isTable };
}

/** Names that are no columns: of functions, the table's own in front of a dot, and results that a SELECT goes back to. */
function readQuery(shapes: readonly string[], names: readonly string[]): PlainStatement {
  const at = shapes.findIndex((shape) => shape === "FROM" || shape === "INTO" || shape === "SET");
  const place = shapes[at] === "SET" ? at - 1 : at + 1;
  const table = at === -1 ? undefined : names[place];
  const returning = shapes.indexOf("RETURNING");
  const isExcluded = (name: string, index: number): boolean =>
    name === "excluded" && shapes.includes("CONFLICT") && (returning === -1 || index < returning);
  const results = names.filter((_, index) => shapes[0] === "SELECT" && shapes[index - 1] === "AS");
  const columns = names.flatMap((name, index) => {
    if (shapes[index] !== "n" || index === place || shapes[index - 1] === "AS") return [];
    if (shapes[index + 1] === "(") return [];
    if (shapes[index + 1] === ".") return name === table || isExcluded(name, index) ? [] : [`${name}.`];
    return index > at && at !== -1 && results.includes(name) ? [] : [name];
  });
  return { table, columns, makesTable: false };
}
