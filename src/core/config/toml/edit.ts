import { lineEndingOf, type TextEdit } from "../../text/edits.ts";
import type { Span } from "../../text/span.ts";
import type { CommaList } from "../edit/commaList.ts";
import { placeOf } from "../edit/containers.ts";
import { insertItem } from "../edit/insertItem.ts";
import { indentationAt } from "../edit/lines.ts";
import { removeItem } from "../edit/removeItem.ts";
import type { Edited } from "../edit/sequence.ts";
import { isObject } from "../edit/values.ts";
import type { ConfigChange } from "../syntax.ts";
import { type ConfigPath, type ConfigValue, nodeAt } from "../tree.ts";
import { shifted } from "./build.ts";
import { prefersSections } from "./choice.ts";
import { findTarget, type InlineItem, keySpelling, outlineOf, startsWith, type Target } from "./outline.ts";
import type { ReadToml } from "./read.ts";
import { removeStatements } from "./remove.ts";
import { isWritable, renderKey, renderKeys, renderToml } from "./render.ts";
import type { TomlArray, TomlInlineTable } from "./statement.ts";
import { blockOf, tomlStyleOf } from "./style.ts";
import { type TomlFile, writeKey, writeSections } from "./write.ts";

/** The edits of a TOML file that make one change, or simpler changes that make it; undefined if it cannot be made. */
export function editToml(read: ReadToml, change: ConfigChange): Edited | undefined {
  const outline = outlineOf(read);
  const file = { outline, style: tomlStyleOf(outline, lineEndingOf(outline.text)) };
  switch (change.kind) {
    case "set":
      return isWritable(change.value) ? setValue(file, change.path, change.value) : undefined;
    case "append":
      return isWritable(change.value) ? append(file, change.path, change.value) : undefined;
    case "remove":
      return remove(file, change.path);
    case "rename":
      return isWritable(change.key) ? rename(file, change.path, change.key) : undefined;
    case "dedupe":
      return undefined;
    default:
      return change satisfies never;
  }
}

function setValue(file: TomlFile, path: ConfigPath, value: ConfigValue): Edited | undefined {
  const target = findTarget(file.outline, path);
  if (target?.kind === "value") return { edits: [replacement(file, target, { path, value })] };
  if (path.length === 0) return undefined;
  if (target === undefined) return add(file, path, value);
  const isEmptyTable = isObject(value) && nodeAt(file.outline.document.root, path)?.kind === "object";
  if (isEmptyTable && Object.keys(value).length > 0) {
    return { steps: Object.entries(value).map(([key, each]) => ({ kind: "set", path: [...path, key], value: each })) };
  }
  return {
    steps: [
      { kind: "remove", path },
      { kind: "set", path, value },
    ],
  };
}

interface PlacedValue {
  readonly path: ConfigPath;
  readonly value: ConfigValue;
}

function replacement(
  { outline, style }: TomlFile,
  target: Target & { kind: "value" },
  { path, value }: PlacedValue,
): TextEdit {
  const { text, document } = outline;
  const span = shifted(target.value.span, target.statement.base);
  const old = nodeAt(document.root, path);
  const isLiteral = old?.kind === "string" ? text[span.start] === "'" : undefined;
  const block = old?.kind === "array" ? blockOf(outline, old) : undefined;
  const indentation = indentationAt(text, span.start);
  return { span, newText: renderToml(value, style, { indentation, place: placeOf(path), isLiteral, block }) };
}

/** Writes what is not there yet, into whatever is there of the way to it. */
function add(file: TomlFile, path: ConfigPath, value: ConfigValue): Edited | undefined {
  let length = path.length - 1;
  while (length > 0 && findTarget(file.outline, path.slice(0, length)) === undefined) length--;
  const [step, ...rest] = path.slice(length);
  const at = path.slice(0, length);
  const target = length === 0 ? undefined : findTarget(file.outline, at);
  if (typeof step === "number") {
    const array = nodeAt(file.outline.document.root, at);
    const isNext = array?.kind === "array" && array.items.length === step;
    return isNext ? { steps: [{ kind: "append", path: at, value: nested(rest, value) }] } : undefined;
  }
  if (step === undefined) return undefined;
  const index = rest.findIndex((each) => typeof each === "number");
  if (index >= 0 && (target === undefined || target.kind === "statements")) {
    const inner = nested(rest.slice(index), value);
    return { steps: [{ kind: "set", path: [...at, step, ...rest.slice(0, index)], value: inner }] };
  }
  return addKey(file, target, { at, key: step, rest, value });
}

interface NewKey {
  /** What is there. */
  readonly at: ConfigPath;
  /** The first step that is missing, and those behind it. */
  readonly key: string;
  readonly rest: ConfigPath;
  readonly value: ConfigValue;
}

function addKey(file: TomlFile, target: Target | undefined, { at, key, rest, value }: NewKey): Edited | undefined {
  if (target?.kind === "value") {
    if (target.value.kind !== "inlineTable") return undefined;
    const text = renderKey(key);
    return {
      edits: addToList(file, {
        list: target.value,
        base: target.statement.base,
        text,
        value: nested(rest, value),
        place: key,
      }),
    };
  }
  if (target?.kind === "dottedInline") {
    const { list, indices, keyPart } = target.item;
    const keys = list.kind === "inlineTable" ? (list.entries[indices[0] ?? 0]?.keys ?? []) : [];
    const text = renderKeys([...keys.slice(0, keyPart + 1).map((each) => each.name), key]);
    return {
      edits: addToList(file, { list, base: target.statement.base, text, value: nested(rest, value), place: key }),
    };
  }
  if (at.length > 0 && nodeAt(file.outline.document.root, at)?.kind !== "object") return undefined;
  const path = [...at, key, ...rest];
  return {
    edits: prefersSections(file.outline, path, value) ? writeSections(file, path, value) : writeKey(file, path, value),
  };
}

function append(file: TomlFile, path: ConfigPath, value: ConfigValue): Edited | undefined {
  const target = findTarget(file.outline, path);
  if (target === undefined) return add(file, path, [value]);
  if (target.kind === "value" && target.value.kind === "array") {
    return {
      edits: addToList(file, { list: target.value, base: target.statement.base, value, place: placeOf([...path, 0]) }),
    };
  }
  const isTables = nodeAt(file.outline.document.root, path)?.kind === "array" && target.kind === "statements";
  return isTables && isObject(value) ? { edits: writeSections(file, path, [value]) } : undefined;
}

interface NewItem {
  readonly list: TomlArray | TomlInlineTable;
  readonly base: number;
  /** The key, for an inline table. */
  readonly text?: string;
  readonly value: ConfigValue;
  readonly place: string;
}

function addToList({ outline, style }: TomlFile, { list, base, text, value, place }: NewItem): readonly TextEdit[] {
  const prefix = text === undefined ? "" : text + style.equals;
  const block = style.blocks.get(place.replace(/\[\]$/, ""));
  return insertItem(listOf(outline.text, list, { base, comments: outline.comments }), {
    render: (indentation) => prefix + renderToml(value, style, { indentation, place }),
    unit: block?.unit ?? "  ",
    padding: list.kind === "array" ? style.arrayPadding : style.tablePadding,
    gap: " ",
    opensBlock: list.kind === "array" && block !== undefined,
    hasTrailingComma: block?.hasTrailingComma ?? false,
  });
}

function remove({ outline }: TomlFile, path: ConfigPath): Edited | undefined {
  const target = findTarget(outline, path);
  if (target === undefined || path.length === 0) return undefined;
  if (target.kind === "statements") return { edits: removeStatements(outline, target.statements) };
  if (target.item === undefined) return { edits: removeStatements(outline, [target.statement]) };
  const { list, indices } = target.item;
  const { base } = target.statement;
  return { edits: removeItem(listOf(outline.text, list, { base, comments: outline.comments }), indices.at(-1) ?? 0) };
}

function rename({ outline }: TomlFile, path: ConfigPath, key: string): Edited | undefined {
  const target = findTarget(outline, path);
  const index = path.length - 1;
  if (target === undefined || typeof path[index] !== "string") return undefined;
  const spans =
    target.kind === "statements" || target.item === undefined
      ? outline.statements.flatMap((each) => (startsWith(each.path, path) ? (keySpelling(each, index) ?? []) : []))
      : inlineKeys(target.item, target.statement.base);
  return { edits: spans.map((span) => ({ span, newText: renderKey(key) })) };
}

function inlineKeys({ list, indices, keyPart }: InlineItem, base: number): readonly Span[] {
  if (list.kind === "array") return [];
  return indices.flatMap((index) => {
    const key = list.entries[index]?.keys[keyPart];
    return key === undefined ? [] : [shifted(key.span, base)];
  });
}

function listOf(
  text: string,
  list: TomlArray | TomlInlineTable,
  { base, comments }: { base: number; comments: readonly Span[] },
): CommaList {
  const items = list.kind === "array" ? list.items : list.entries;
  return { text, span: shifted(list.span, base), items: items.map((each) => shifted(each.span, base)), comments };
}

/** A value inside the objects and arrays that a path makes of it. */
function nested(path: ConfigPath, value: ConfigValue): ConfigValue {
  return path.reduceRight<ConfigValue>(
    (inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }),
    value,
  );
}
