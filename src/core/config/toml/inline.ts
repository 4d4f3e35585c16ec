import type { TextEdit } from "../../text/edits.ts";
import type { Span } from "../../text/span.ts";
import type { CommaList } from "../edit/commaList.ts";
import { placeOf } from "../edit/containers.ts";
import { insertItem } from "../edit/insertItem.ts";
import { removeItem } from "../edit/removeItem.ts";
import type { ConfigPath, ConfigValue } from "../tree.ts";
import { shifted } from "./build.ts";
import type { InlineItem, Outline, Target } from "./outline.ts";
import { renderKeys, renderToml } from "./render.ts";
import type { TomlArray, TomlInlineTable } from "./shapes.ts";
import { inlineStyle } from "./style.ts";
import type { TomlFile } from "./write.ts";

/** What is new in an array or inline table, and where. */
export interface InlineAddition {
  readonly path: ConfigPath;
  readonly value: ConfigValue;
}

/** Adds an item to an array, or a key to an inline table; undefined for any other value. */
export function addToValue(
  file: TomlFile,
  { value: list, statement }: Target & { kind: "value" },
  added: InlineAddition,
): readonly TextEdit[] | undefined {
  if (list.kind === "scalar") return undefined;
  return addToList(file, { list, base: statement.base, keys: added.path.slice(-1) }, added);
}

/** Adds a key to a table that dotted keys in an inline table make up, spelled like theirs. */
export function addBesideDotted(
  file: TomlFile,
  { item, statement }: Target & { kind: "dottedInline" },
  added: InlineAddition,
): readonly TextEdit[] | undefined {
  const { list, indices, keyPart } = item;
  const beside = list.kind === "inlineTable" ? list.entries[indices[0] ?? 0] : undefined;
  const keys = beside?.keys.slice(0, keyPart + 1).map((key) => key.name);
  return keys && addToList(file, { list, base: statement.base, keys: [...keys, ...added.path.slice(-1)] }, added);
}

interface PlacedList {
  readonly list: TomlArray | TomlInlineTable;
  readonly base: number;
  /** What the new key spells; indices are left out. */
  readonly keys: ConfigPath;
}

function addToList(
  { outline, style }: TomlFile,
  { list, base, keys }: PlacedList,
  { path, value }: InlineAddition,
): readonly TextEdit[] {
  const block = list.kind === "array" ? style.blocks.get(placeOf(path.slice(0, -1))) : undefined;
  const { padding, equals } = inlineStyle(style, path.slice(0, -1));
  const prefix = list.kind === "array" ? "" : renderKeys(keys) + equals;
  return insertItem(listOf(outline, list, base), {
    render: (indentation) => prefix + renderToml(value, style, { indentation, path }),
    unit: block?.unit ?? "  ",
    padding: list.kind === "array" ? style.arrayPadding : padding,
    gap: " ",
    opensBlock: block !== undefined,
    hasTrailingComma: block?.hasTrailingComma ?? false,
  });
}

/** Takes an item out of an array or inline table; of several entries that dotted keys make up one table with, the last. */
export function removeFromInline(outline: Outline, { list, indices }: InlineItem, base: number): readonly TextEdit[] {
  return removeItem(listOf(outline, list, base), indices.at(-1) ?? 0);
}

/** Where the key of an entry is spelled. */
export function inlineKeys({ list, indices, keyPart }: InlineItem, base: number): readonly Span[] {
  if (list.kind === "array") return [];
  return indices.flatMap((index) => {
    const key = list.entries[index]?.keys[keyPart];
    return key === undefined ? [] : [shifted(key.span, base)];
  });
}

function listOf({ text, comments }: Outline, list: TomlArray | TomlInlineTable, base: number): CommaList {
  const items = list.kind === "array" ? list.items : list.entries;
  return { text, span: shifted(list.span, base), items: items.map((each) => shifted(each.span, base)), comments };
}
