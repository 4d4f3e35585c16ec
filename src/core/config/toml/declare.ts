import type { Span } from "../../text/span.ts";
import type { ConfigPath, ObjectNode } from "../tree.ts";
import type { TomlKey, TomlValue } from "./shapes.ts";

/** What a TOML text defines, while it is read: a table grows with every header that names it. */
export type Building = BuildingTable | BuildingArray | BuildingValue;

export interface BuildingTable {
  readonly kind: "table";
  /** In the order of the text; a name may stand here twice, the last one counts. */
  readonly entries: Entry[];
  readonly byName: Map<string, Entry>;
  span: Span;
  style: ObjectNode["style"];
}

/** An array of tables: `[[header]]`. */
export interface BuildingArray {
  readonly kind: "tables";
  readonly items: BuildingTable[];
  readonly span: Span;
}

/** A value as written behind a key; its offsets count from `base`. */
export interface BuildingValue {
  readonly kind: "value";
  readonly value: TomlValue;
  readonly base: number;
}

export interface Entry {
  readonly name: string;
  keySpan: Span;
  span: Span;
  value: Building;
  /** Which kind of statement made it, and whether one defined it itself: the bookkeeping of smol-toml. */
  readonly declaredBy: Declaring | "parentOfArray";
  isDefined: boolean;
}

/** A key with a value, a `[header]`, a `[[header]]`. */
export type Declaring = "keyValue" | "table" | "tableElement";

export interface Declared {
  readonly entry: Entry;
  /** The entries that did not exist before, from the outside in. */
  readonly created: readonly Entry[];
  /** From the table the key was looked up in, with the indices of arrays of tables on the way (none behind the last key). */
  readonly path: ConfigPath;
}

export function emptyTable(style: BuildingTable["style"], span: Span): BuildingTable {
  return { kind: "table", entries: [], byName: new Map(), span, style };
}

/**
 * Finds or makes the entry that a key names in a table (a dotted key implies tables on its way), or undefined where TOML
 * forbids it. It follows `peekTable` of smol-toml 1.9 step by step, so that both refuse the same redefinitions.
 */
export function declare(table: BuildingTable, keys: readonly TomlKey[], by: Declaring): Declared | undefined {
  const created: Entry[] = [];
  const path: (string | number)[] = [];
  let at = table;
  let entry: Entry | undefined;
  for (const [index, key] of keys.entries()) {
    const next = entry === undefined ? table : enter(entry, by, path);
    if (next === undefined) return undefined;
    at = next;
    path.push(key.name);
    entry = at.byName.get(key.name);
    if (entry?.declaredBy === "keyValue" && entry.isDefined) return undefined;
    if (entry !== undefined) continue;
    entry = impliedEntry(key, by === "tableElement" && index < keys.length - 1 ? "parentOfArray" : by);
    add(at, entry);
    created.push(entry);
  }
  if (entry === undefined || !define(entry, by, created.includes(entry))) return undefined;
  return { entry, created, path };
}

/** The table an entry stands for, of an array its last element; undefined if a key may not go into it from here. */
function enter(entry: Entry, by: Declaring, path: (string | number)[]): BuildingTable | undefined {
  const isClosedToKeys = entry.declaredBy === "table" || entry.declaredBy === "tableElement";
  if (by === "keyValue" && isClosedToKeys) return undefined;
  if (entry.value.kind === "table") return entry.value;
  if (entry.value.kind !== "tables") return undefined;
  path.push(entry.value.items.length - 1);
  return entry.value.items.at(-1);
}

function define(entry: Entry, by: Declaring, isNew: boolean): boolean {
  const fits = entry.declaredBy === by || (by === "table" && entry.declaredBy === "parentOfArray");
  if (!fits || by === "tableElement") return fits;
  if (entry.isDefined || (by === "keyValue" && !isNew)) return false;
  entry.isDefined = true;
  return true;
}

function impliedEntry({ name, span }: TomlKey, declaredBy: Entry["declaredBy"]): Entry {
  return { name, keySpan: span, span, value: emptyTable("implied", span), declaredBy, isDefined: false };
}

/** Adds an entry; an earlier one of the same name stays in the list, but counts no more. */
export function add(table: BuildingTable, entry: Entry): void {
  table.entries.push(entry);
  table.byName.set(entry.name, entry);
}
