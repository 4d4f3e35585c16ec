import type { Span } from "../../text/span.ts";
import type { CutStatement } from "./cut.ts";
import { addTo, type BuildingArray, type BuildingTable, declare, type Declaring, emptyTable, type Entry } from "./declare.ts";
import type { TomlKey, TomlStatement } from "./statement.ts";

/** A statement that was read, at its place in the file: every offset counts from the start of the text. */
export interface PlacedStatement {
  readonly base: number;
  readonly statement: TomlStatement;
}

/** A statement as far as it could be read, in the order of the text. */
export type TomlItem =
  | (PlacedStatement & { readonly isReadable: true })
  | { readonly isReadable: false; readonly cut: CutStatement };

/** A key that TOML does not allow to be defined again. */
export interface Redefinition {
  readonly name: string;
  readonly span: Span;
}

export interface BuiltToml {
  readonly root: BuildingTable;
  readonly redefinitions: readonly Redefinition[];
}

/** Puts the statements of a file together: what belongs to one table is one table, wherever it is written. */
export function buildTables(items: readonly TomlItem[], end: number): BuiltToml {
  const root = emptyTable("implied", { start: 0, end });
  const redefinitions: Redefinition[] = [];
  let section: Section = { table: root, entry: undefined, array: undefined, isSound: true };
  for (const item of items) {
    if (!item.isReadable) {
      if (item.cut.kind === "header") section = lostSection();
      continue;
    }
    const isHeader = item.statement.kind !== "keyValue";
    const before: Section = section;
    if (isHeader) section = openSection(root, item, before);
    const isAccepted = isHeader ? section.isSound : addKeyValue(section, item);
    if (!isAccepted && (isHeader || section.isSound)) redefinitions.push(redefinitionOf(item));
  }
  return { root, redefinitions };
}

/** The table that statements go into until the next header. */
interface Section {
  readonly table: BuildingTable;
  readonly entry: Entry | undefined;
  /** The array of tables that was last added to, as long as only its own tables follow. */
  readonly array: { readonly entry: Entry; readonly keys: readonly string[] } | undefined;
  /** False for a table that may not be defined here, whose statements are not complained about as well. */
  readonly isSound: boolean;
}

/** A section whose header cannot be read: nobody knows what its statements are. */
function lostSection(): Section {
  return { table: emptyTable("implied", { start: 0, end: 0 }), entry: undefined, array: undefined, isSound: false };
}

function openSection(root: BuildingTable, item: PlacedStatement, before: Section): Section {
  const { keys: ownKeys, kind } = item.statement;
  const keys = ownKeys.map((key) => placedKey(key, item.base));
  const span = shifted(item.statement.span, item.base);
  const names = keys.map((key) => key.name);
  const entry = declare(root, keys, kind as Declaring);
  if (entry === undefined) return reopenedSection(root, names);
  nameByHeader(root, keys, span);
  if (kind === "tableElement") {
    const table = emptyTable("tableElement", span);
    addElement(entry, table, span);
    const isContinued = before.array?.entry === entry;
    entry.span = { start: isContinued || tablesOf(entry).items.length === 1 ? entry.span.start : entry.span.start, end: entry.span.end };
    return { table, entry, array: { entry, keys: names }, isSound: true };
  }
  const table = entry.value as BuildingTable;
  table.span = span;
  table.style = "table";
  return { table, entry, array: before.array, isSound: true };
}
