import type { TextEdit } from "../../text/edits.ts";
import type { Span } from "../../text/span.ts";
import { indentationAt } from "../edit/lines.ts";
import type { Edited } from "../edit/sequence.ts";
import { isObject } from "../edit/values.ts";
import type { ConfigChange } from "../syntax.ts";
import { type ConfigPath, type ConfigValue, nodeAt } from "../tree.ts";
import { shifted } from "./build.ts";
import { prefersSections } from "./choice.ts";
import { addBesideDotted, addToValue, inlineKeys, removeFromInline } from "./inline.ts";
import { findTarget, keySpelling, outlineOf, startsWith, type Target } from "./outline.ts";
import type { ReadToml } from "./read.ts";
import { removeStatements } from "./remove.ts";
import { isWritable, renderKey, renderToml } from "./render.ts";
import { blockOf, tomlStyleOf } from "./style.ts";
import { type TomlFile, writeKey, writeSections } from "./write.ts";

/**
 * The edits of a TOML file that make one change, or simpler changes that make it; undefined if it cannot be made. A
 * statement that wrangler refuses is left to the person, as only a part of it may have been understood.
 */
export function editToml(read: ReadToml, change: ConfigChange, eol: string): Edited | undefined {
  const edited = makeChange(read, change, eol);
  const isInRefused = edited?.edits?.some((edit) => read.refused.some((refused) => isWithin(edit, refused)));
  return isInRefused === true ? undefined : edited;
}

/** Whether an edit changes a statement; a new line behind it does not. */
function isWithin({ span, newText }: TextEdit, statement: Span): boolean {
  const isBehind = span.start === statement.end && /^\r?\n/.test(newText);
  return span.start <= statement.end && span.end > statement.start && !isBehind;
}

function makeChange(read: ReadToml, change: ConfigChange, eol: string): Edited | undefined {
  const outline = outlineOf(read);
  const file = { outline, style: tomlStyleOf(outline, eol) };
  switch (change.kind) {
    case "set":
      return isWritable(change.value) ? setValue(file, change.path, change.value) : undefined;
    case "append":
      return isWritable(change.value) ? append(file, change.path, change.value) : undefined;
    case "remove":
      return remove(file, change.path);
    case "rename":
      return isWritable(change.key) ? rename(file, change.path, change.key) : undefined;
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
  return { span, newText: renderToml(value, style, { indentation, path, isLiteral, block }) };
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
  const path = [...at, key, ...rest];
  if (target?.kind === "value" || target?.kind === "dottedInline") {
    const inner = { path: [...at, key], value: nested(rest, value) };
    const edits = target.kind === "value" ? addToValue(file, target, inner) : addBesideDotted(file, target, inner);
    return edits && { edits };
  }
  if (at.length > 0 && nodeAt(file.outline.document.root, at)?.kind !== "object") return undefined;
  return {
    edits: prefersSections(file.outline, path, value) ? writeSections(file, path, value) : writeKey(file, path, value),
  };
}

function append(file: TomlFile, path: ConfigPath, value: ConfigValue): Edited | undefined {
  const target = findTarget(file.outline, path);
  if (target === undefined) return add(file, path, [value]);
  if (target.kind === "value") {
    const edits = target.value.kind === "array" ? addToValue(file, target, { path: [...path, 0], value }) : undefined;
    return edits && { edits };
  }
  const isTables = nodeAt(file.outline.document.root, path)?.kind === "array";
  return isTables && isObject(value) ? { edits: writeSections(file, path, [value]) } : undefined;
}

function remove({ outline }: TomlFile, path: ConfigPath): Edited | undefined {
  const target = findTarget(outline, path);
  if (target === undefined || path.length === 0) return undefined;
  if (target.kind === "statements") return { edits: removeStatements(outline, target.statements) };
  if (target.item === undefined) return { edits: removeStatements(outline, [target.statement]) };
  return { edits: removeFromInline(outline, target.item, target.statement.base) };
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

/** A value inside the objects and arrays that a path makes of it. */
function nested(path: ConfigPath, value: ConfigValue): ConfigValue {
  return path.reduceRight<ConfigValue>(
    (inner, step) => (typeof step === "number" ? [inner] : { [step]: inner }),
    value,
  );
}
