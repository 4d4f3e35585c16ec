import type { Span } from "../../text/span.ts";
import type { ConfigPath } from "../tree.ts";
import {
  add,
  type BuildingArray,
  type BuildingTable,
  declare,
  type Declared,
  emptyTable,
  type Entry,
} from "./declare.ts";
import type { TomlKey, TomlStatement } from "./shapes.ts";

/** A statement at its place in the file: `base` is added to its offsets. */
export interface PlacedStatement {
  readonly base: number;
  readonly statement: TomlStatement;
}

/** Where a `[header]` stands that could not be read; what follows it belongs to nobody. */
export type TomlItem = PlacedStatement | "unreadable header";

/** A statement that counts, with what it defines: a table, an element of an array of tables, or the value of a key. */
export interface LocatedStatement extends PlacedStatement {
  readonly path: ConfigPath;
  /** How many steps of the path the header above it gives; its own keys spell the rest. A header spells its whole path. */
  readonly inherited: number;
}

/** A key that TOML does not allow to be defined (again). */
export interface Redefinition {
  readonly name: string;
  readonly span: Span;
}

export interface BuiltToml {
  readonly root: BuildingTable;
  readonly statements: readonly LocatedStatement[];
  readonly redefinitions: readonly Redefinition[];
}

/** Puts the statements of a file together: what belongs to one table becomes one table, wherever it is written. */
export function buildTables(items: readonly TomlItem[], end: number): BuiltToml {
  const root = emptyTable("table", { start: 0, end });
  const statements: LocatedStatement[] = [];
  const redefinitions: Redefinition[] = [];
  let section: Section = { table: root, path: [], grows: [], runs: [], isSound: true };
  for (const item of items) {
    if (item === "unreadable header") {
      section = lostSection();
      continue;
    }
    const isHeader = item.statement.kind !== "keyValue";
    const wasSound = section.isSound;
    if (isHeader) section = openSection(root, item, section);
    const path = isHeader ? section.path : addKeyValue(section, item);
    const inherited = isHeader ? 0 : (section.path?.length ?? 0);
    if (path !== undefined) statements.push({ ...item, path, inherited });
    else if (isHeader || wasSound) redefinitions.push(redefinitionOf(item));
  }
  return { root, statements, redefinitions };
}

/** The table that statements go into until the next header. */
interface Section {
  readonly table: BuildingTable;
  /** Undefined if the table is not part of the file's value. */
  readonly path: ConfigPath | undefined;
  /** What becomes longer with every statement of the section. */
  readonly grows: readonly Entry[];
  /** Arrays of tables (outer first) of which nothing but their own tables has followed so far. */
  readonly runs: readonly Run[];
  /** False for a table that may not be defined here: its statements are not complained about as well. */
  readonly isSound: boolean;
}

interface Run {
  readonly entry: Entry;
  readonly names: readonly string[];
}

function lostSection(table = emptyTable("implied", { start: 0, end: 0 }), path?: ConfigPath): Section {
  return { table, path, grows: [], runs: [], isSound: false };
}

function openSection(root: BuildingTable, { base, statement }: PlacedStatement, before: Section): Section {
  const keys = statement.keys.map((key) => placedKey(key, base));
  const declared = declare(root, keys, statement.kind);
  if (declared === undefined) return reopenedSection(root, keys);
  const span = shifted(statement.span, base);
  nameByHeader(declared, keys, span);
  const names = keys.map((key) => key.name);
  const runs = before.runs.filter((run) => run.names.every((name, index) => name === names[index]));
  const grows = [...new Set([...declared.created, ...runs.map((run) => run.entry)])];
  for (const entry of grows) entry.span = { start: entry.span.start, end: span.end };
  if (statement.kind === "table") {
    const table = tableByHeader(declared.entry, span);
    return { table, path: declared.path, grows: [...grows, declared.entry], runs, isSound: true };
  }
  const array = arrayOf(declared.entry, span);
  const table = emptyTable("tableElement", span);
  array.items.push(table);
  const isRunning = runs.some((run) => run.entry === declared.entry);
  const path = [...declared.path, array.items.length - 1];
  return { table, path, grows, runs: isRunning ? runs : [...runs, { entry: declared.entry, names }], isSound: true };
}

/** An entry that the header makes, or a table that was only implied so far, is named by this header from now on. */
function nameByHeader({ entry, created }: Declared, keys: readonly TomlKey[], header: Span): void {
  for (const each of created) each.span = header;
  const key = keys.at(-1);
  if (key === undefined || entry.value.kind === "tables") return;
  entry.keySpan = key.span;
  entry.span = header;
}

function tableByHeader(entry: Entry, span: Span): BuildingTable {
  const table = entry.value.kind === "table" ? entry.value : emptyTable("table", span);
  table.span = span;
  table.style = "table";
  entry.value = table;
  return table;
}

function arrayOf(entry: Entry, span: Span): BuildingArray {
  if (entry.value.kind === "tables") return entry.value;
  const array: BuildingArray = { kind: "tables", items: [], span };
  entry.value = array;
  return array;
}

/** A `[table]` that stands here for the second time still adds to the table; anything else is left out. */
function reopenedSection(root: BuildingTable, keys: readonly TomlKey[]): Section {
  let table: BuildingTable = root;
  for (const key of keys) {
    const value = table.byName.get(key.name)?.value;
    if (value?.kind !== "table") return lostSection();
    table = value;
  }
  return lostSection(table);
}

function addKeyValue(section: Section, { base, statement }: PlacedStatement): ConfigPath | undefined {
  const keys = statement.keys.map((key) => placedKey(key, base));
  const end = base + statement.span.end;
  const declared = declare(section.table, keys, "keyValue");
  for (const entry of section.grows) entry.span = { start: entry.span.start, end };
  const entry = declared?.entry ?? duplicateOf(section.table, keys);
  if (entry === undefined || statement.value === undefined) return undefined;
  entry.value = { kind: "value", value: statement.value, base };
  for (const each of declared?.created ?? [entry]) each.span = { start: each.keySpan.start, end };
  return declared && section.path && [...section.path, ...declared.path];
}

/** A plain key that is written again: kept as in JSON, where the last one counts. */
function duplicateOf(table: BuildingTable, [key, ...more]: readonly TomlKey[]): Entry | undefined {
  if (key === undefined || more.length > 0) return undefined;
  const value = emptyTable("implied", key.span);
  const entry: Entry = {
    name: key.name,
    keySpan: key.span,
    span: key.span,
    value,
    declaredBy: "keyValue",
    isDefined: true,
  };
  add(table, entry);
  return entry;
}

function redefinitionOf({ base, statement }: PlacedStatement): Redefinition {
  const first = statement.keys[0]?.span.start ?? 0;
  const last = statement.keys.at(-1)?.span.end ?? 0;
  const name = statement.keys.map((key) => key.name).join(".");
  return { name, span: shifted({ start: first, end: last }, base) };
}

function placedKey({ name, span }: TomlKey, base: number): TomlKey {
  return { name, span: shifted(span, base) };
}

/** A span whose offsets counted from `base`. */
export function shifted({ start, end }: Span, base: number): Span {
  return { start: start + base, end: end + base };
}
