import type ts from "typescript";
import { usesIn, sqlPlace, statementText, type SqlUse } from "../../rules/shared/sqlUses.ts";
import { classAt, lineage } from "../../source/classes.ts";
import type { SourceModule } from "../../source/model.ts";
import { ParsedModule } from "../../source/parsedModule.ts";
import { unknownPart } from "../../source/sqlText.ts";
import { alterationOf, tableOf, type SqlColumn, type SqlTable } from "../../sql/tables.ts";
import type { SqlStatement } from "../../sql/tokens.ts";
import type { Place } from "../../text/span.ts";

/** A table that code creates, as completion and hovers show it. */
export interface KnownTable {
  readonly name: string;
  /** The name in the statement that creates it. */
  readonly place: Place;
  /** That statement, a part that is not known as `…`. */
  readonly definition: string;
  /** The class that creates it, if it is one with a name. */
  readonly className: string | undefined;
  readonly columns: readonly KnownColumn[];
}

export interface KnownColumn {
  readonly name: string;
  /** As declared; empty where nothing is. */
  readonly type: string;
  readonly definition: string;
  readonly place: Place;
}

/**
 * The tables that a call of `sql.exec` may name: those that its class, a class of the project that this one extends or a
 * function outside of classes creates. Where these create none, those of every class in the modules, as a class may be
 * handed the storage of another.
 */
export function tablesFor(use: SqlUse, modules: readonly SourceModule[]): readonly KnownTable[] {
  const all = modules.flatMap((module) => usesIn(module));
  const family = familyOf(use);
  const own = read(all.filter(({ call }) => call.inClass === undefined || family.has(call.inClass)));
  return own.length > 0 ? own : read(all);
}

function familyOf({ call, module }: SqlUse): ReadonlySet<ts.Node> {
  if (call.inClass === undefined || !(module instanceof ParsedModule)) return new Set();
  return new Set(lineage(classAt(module, call.inClass)).map(({ node }) => node));
}

function read(uses: readonly SqlUse[]): readonly KnownTable[] {
  const tables = new Map<string, KnownTable>();
  const statements = uses.flatMap((use) => use.statements.map((statement) => ({ use, statement })));
  for (const { use, statement } of statements) {
    const found = tableOf(statement);
    if (found !== undefined && !found.name.includes(unknownPart)) add(tables, toKnown(use, statement, found));
  }
  for (const { use, statement } of statements) alter(tables, use, statement);
  return [...tables.values()];
}

/** A table that is created in several places has the columns of all of them. */
function add(tables: Map<string, KnownTable>, table: KnownTable): void {
  const key = table.name.toLowerCase();
  const before = tables.get(key);
  tables.set(key, before === undefined ? table : withColumns(before, table.columns));
}

function withColumns(table: KnownTable, columns: readonly KnownColumn[]): KnownTable {
  const names = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  return { ...table, columns: [...table.columns, ...columns.filter(({ name }) => !names.has(name.toLowerCase()))] };
}

function alter(tables: Map<string, KnownTable>, use: SqlUse, statement: SqlStatement): void {
  const found = alterationOf(statement);
  const table = found && tables.get(found.table.toLowerCase());
  if (found === undefined || table === undefined) return;
  const { column, newName, renamedColumn } = found;
  if (column !== undefined) add(tables, { ...table, columns: [columnOf(use, column)] });
  if (newName !== undefined) {
    const place = sqlPlace(use, newName.nameSpan);
    add(tables, { ...table, name: newName.name, place });
  }
  const old = table.columns.find(({ name }) => name.toLowerCase() === renamedColumn?.from.toLowerCase());
  if (renamedColumn === undefined || old === undefined) return;
  const definition = `${renamedColumn.name} ${old.definition.slice(old.name.length).trim()}`;
  const renamed = { ...old, definition, name: renamedColumn.name, place: sqlPlace(use, renamedColumn.nameSpan) };
  add(tables, { ...table, columns: [renamed] });
}

function toKnown(use: SqlUse, statement: SqlStatement, table: SqlTable): KnownTable {
  return {
    name: table.name,
    place: sqlPlace(use, table.nameSpan),
    definition: shown(statementText(use, statement)),
    className: use.call.inClass?.name?.text,
    columns: table.columns.map((each) => columnOf(use, each)),
  };
}

function columnOf(use: SqlUse, { name, type, nameSpan, span }: SqlColumn): KnownColumn {
  const definition = shown(statementText(use, span)).replaceAll(/\s+/g, " ");
  return { name, type: shown(type), definition, place: sqlPlace(use, nameSpan) };
}

/** SQL for people: without the indentation that the code around it has. */
function shown(sql: string): string {
  const [first = "", ...rest] = sql.replaceAll(unknownPart, "…").split("\n");
  const indents = rest.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return [first, ...rest.map((line) => line.slice(indent).trimEnd())].join("\n");
}
