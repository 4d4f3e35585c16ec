import type { Project } from "../../project.ts";
import { usesIn, type SqlUse } from "../../rules/shared/sqlUses.ts";
import type { SourceModule } from "../../source/model.ts";
import { scopesOf, sourcesAt, type SqlSource } from "../../sql/scopes.ts";
import type { SqlStatement, SqlToken } from "../../sql/tokens.ts";
import type { FilePath } from "../../text/span.ts";
import { readersOf } from "../occurrences.ts";
import { tablesFor, type KnownColumn, type KnownTable } from "./tables.ts";

/** A place in the text of a call of `sql.exec`. */
export interface SqlCursor {
  readonly use: SqlUse;
  /** UTF-16, in the text of the call. */
  readonly offset: number;
  /** The tokens of the statement that the place is in. */
  readonly tokens: readonly SqlToken[];
  /** The tables that may be named; at least one. */
  readonly tables: readonly KnownTable[];
}

/** A column and the table that it is of. */
export interface ColumnOfTable {
  readonly table: KnownTable;
  readonly column: KnownColumn;
}

/** A table that a statement names and whose columns are known. */
export interface KnownSource extends SqlSource {
  readonly known: KnownTable;
}

/** What is at an offset of a file; undefined outside of SQL, and where no table is known. */
export function cursorAt(project: Project, path: FilePath, offset: number): SqlCursor | undefined {
  const module = /\.[cm]?[jt]sx?$/.test(path) ? project.module(path) : undefined;
  if (module === undefined) return undefined;
  for (const use of usesIn(module)) {
    const index = use.text.indexOf(offset);
    if (index === undefined) continue;
    const tables = tablesFor(use, modulesAround(project, module));
    const tokens = statementAt(use, index)?.tokens ?? [];
    return tables.length === 0 ? undefined : { use, offset: index, tokens, tables };
  }
  return undefined;
}

/** The tables that the statement names, the innermost query's first; those that are not known are left out. */
export function sourcesOf(cursor: SqlCursor): readonly KnownSource[] {
  return sourcesAt(scopesOf(cursor.tokens), cursor.offset).flatMap((source) => {
    const known = source.table === undefined ? undefined : tableNamed(cursor, source.table);
    return known === undefined ? [] : [{ ...source, known }];
  });
}

export function tableNamed({ tables }: SqlCursor, name: string): KnownTable | undefined {
  return tables.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/**
 * The table behind an alias or a name of the statement. `excluded` is the row that an INSERT did not write; `new` and
 * `old` are those of a trigger.
 */
export function tableBehind(cursor: SqlCursor, qualifier: string): KnownTable | undefined {
  const wanted = qualifier.toLowerCase();
  const sources = sourcesOf(cursor);
  const found = sources.find(({ alias, table }) => (alias ?? table)?.toLowerCase() === wanted);
  if (found !== undefined) return found.known;
  const isInTrigger = cursor.tokens[1]?.upper === "TRIGGER" && (wanted === "new" || wanted === "old");
  if (isInTrigger || wanted === "excluded") return sources.find(({ isTarget }) => isTarget)?.known;
  return tableNamed(cursor, qualifier);
}

/** A column of a table by its name; undefined if it has none of that name. */
export function columnIn(table: KnownTable | undefined, name: string): ColumnOfTable | undefined {
  const column = table?.columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return table && column && { table, column };
}

/** The modules of every Worker that a module is part of, or the module alone. */
function modulesAround(project: Project, module: SourceModule): readonly SourceModule[] {
  const all = readersOf(project, module.path).flatMap(({ workers }) =>
    workers.flatMap(({ entry }) => (entry.kind === "module" ? [...entry.modules.values()] : [])),
  );
  return [...new Set([module, ...all])];
}

/** The statement that an offset is in or behind, as long as no semicolon is between them. */
function statementAt({ statements, text }: SqlUse, offset: number): SqlStatement | undefined {
  const found = statements.findLast(({ start }) => start <= offset);
  return found !== undefined && !text.value.slice(found.end, offset).includes(";") ? found : undefined;
}
