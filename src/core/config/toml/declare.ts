import type { Span } from "../../text/span.ts";
import type { TomlKey, TomlValue } from "./statement.ts";

/** What a TOML text defines while it is read: tables that grow with every header that names them. */
export type Building = BuildingTable | BuildingArray | BuildingValue;

export interface BuildingTable {
  readonly kind: "table";
  readonly entries: Entry[];
  readonly byName: Map<string, Entry>;
  span: Span;
  style: "braces" | "table" | "tableElement" | "implied";
}

/** An array of tables: `[[header]]`. */
export interface BuildingArray {
  readonly kind: "tables";
  readonly items: BuildingTable[];
  readonly span: Span;
}

export interface BuildingValue {
  readonly kind: "value";
  readonly value: TomlValue;
  /** Where the statement starts that the value's offsets count from. */
  readonly base: number;
}

export interface Entry {
  readonly name: string;
  keySpan: Span;
  span: Span;
  value: Building;
  /** Which kind of statement made it, and whether one has defined it itself: smol-toml's own bookkeeping. */
  readonly declaredBy: Declaring | "arrayParent";
  isDefined: boolean;
}

/** A key with a value, a `[header]`, a `[[header]]`. */
export type Declaring = "keyValue" | "table" | "tableElement";

export function emptyTable(style: BuildingTable["style"], span: Span): BuildingTable {
  return { kind: "table", entries: [], byName: new Map(), span, style };
}

/**
 * Finds or makes the entry that a key (dotted: on the way, implied tables) names in a table, or undefined where TOML
 * forbids it. It follows smol-toml 1.9's `peekTable` step by step, so that both refuse the same redefinitions.
 */
export function declare(table: BuildingTable, keys: readonly TomlKey[], by: Declaring): Entry | undefined {
  let at = table;
  let entry: Entry | undefined;
  let isNew = false;
  for (const [index, key] of keys.entries()) {
    if (entry !== undefined) {
      const isClosed = entry.declaredBy === "table" || entry.declaredBy === "tableElement";
      if (by === "keyValue" && isClosed) return undefined;
      const next = tableOf(entry);
      if (next === undefined) return undefined;
      at = next;
    }
    entry = at.byName.get(key.name);
    isNew = entry === undefined;
    if (entry?.declaredBy === "keyValue" && entry.isDefined) return undefined;
    entry ??= addEntry(at, key, by === "tableElement" && index < keys.length - 1 ? "arrayParent" : by);
  }
  return entry !== undefined && define(entry, by, isNew) ? entry : undefined;
}

function define(entry: Entry, by: Declaring, isNew: boolean): boolean {
  const fits = entry.declaredBy === by || (by === "table" && entry.declaredBy === "arrayParent");
  if (!fits) return false;
  if (by === "tableElement") return true;
  if (entry.isDefined || (by === "keyValue" && !isNew)) return false;
  entry.isDefined = true;
  return true;
}

function tableOf(entry: Entry): BuildingTable | undefined {
  if (entry.value.kind === "table") return entry.value;
  return entry.value.kind === "tables" ? entry.value.items.at(-1) : undefined;
}

function addEntry(table: BuildingTable, key: TomlKey, declaredBy: Entry["declaredBy"]): Entry {
  const value = emptyTable("implied", key.span);
  const entry: Entry = { name: key.name, keySpan: key.span, span: key.span, value, declaredBy, isDefined: false };
  addTo(table, entry);
  return entry;
}

/** Adds an entry; one of the same name that is there stays in the list, but counts no more. */
export function addTo(table: BuildingTable, entry: Entry): void {
  table.entries.push(entry);
  table.byName.set(entry.name, entry);
}
