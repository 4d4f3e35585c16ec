import { insertAt, type TextEdit } from "../../text/edits.ts";
import { lineEnd } from "../edit/lines.ts";
import { isObject } from "../edit/values.ts";
import type { ConfigPath, ConfigValue } from "../tree.ts";
import type { LocatedStatement } from "./build.ts";
import { keySpelling, type Outline, type Section, spanOf, startsWith } from "./outline.ts";
import {
  blankLinesBetween,
  extraIndentation,
  indentationOf,
  indentationOfSection,
  placeBeforeChildren,
  placeOfSection,
  type SectionPlace,
  startOfSections,
} from "./place.ts";
import { renderKey, renderKeys, renderToml } from "./render.ts";
import type { TomlStyle } from "./style.ts";

export interface TomlFile {
  readonly outline: Outline;
  readonly style: TomlStyle;
}

/** Writes a table or array of tables that is not there yet as `[header]` or `[[header]]` sections. */
export function writeSections(file: TomlFile, path: ConfigPath, value: ConfigValue): readonly TextEdit[] {
  const tables = isObject(value) ? [value] : Array.isArray(value) ? value.filter(isObject) : [];
  const [open, close] = isObject(value) ? ["[", "]"] : ["[[", "]]"];
  const { header, body } = indentationOfSection(file.outline, path);
  const blocks = tables.map((table) => {
    const lines = Object.entries(table).map(
      ([key, each]) => body + line(file, renderKey(key), { value: each, key, indentation: body }),
    );
    return [`${header}${open}${renderKeys(path)}${close}`, ...lines].join(file.style.eol);
  });
  return [insertBlocks(file, blocks, placeOfSection(file.outline, path))];
}

/** Writes one key with its value, in a section that may have to be made. */
export function writeKey(file: TomlFile, path: ConfigPath, value: ConfigValue): readonly TextEdit[] {
  const { outline } = file;
  const table = path.slice(0, -1);
  const section = outline.sections.find((each) => isSamePath(each.path, table) && isOpen(each));
  if (section !== undefined) return writeInSection(file, section, { path: path.slice(-1), value });
  const dotted = lastDottedUnder(outline, path);
  if (dotted !== undefined) return writeDotted(file, dotted, { path, value });
  const place = placeBeforeChildren(outline, table) ?? placeOfSection(outline, table);
  const { header, body } = indentationOfSection(outline, table);
  const key = renderKeys(path.slice(-1));
  const lines = [
    `${header}[${renderKeys(table)}]`,
    body + line(file, key, { value, key: String(path.at(-1)), indentation: body }),
  ];
  return [insertBlocks(file, [lines.join(file.style.eol)], place)];
}

/** A header of an array's element opens that element; the file itself is open before its first header. */
function isOpen({ header, path }: Section): boolean {
  return header !== undefined || path.length === 0;
}

/** The last key of the file that spells, with dots, the longest part of the path to a new one. */
function lastDottedUnder({ statements }: Outline, path: ConfigPath): LocatedStatement | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const prefix = path.slice(0, length);
    const dotted = statements.findLast(
      (each) => each.statement.kind === "keyValue" && each.inherited < length && startsWith(each.path, prefix),
    );
    if (dotted !== undefined) return dotted;
    if (statements.some((each) => startsWith(each.path, prefix))) return undefined;
  }
  return undefined;
}

interface NewKey {
  /** What the key spells. */
  readonly path: ConfigPath;
  readonly value: ConfigValue;
}

/** Behind a key of the same table, whose spelling of the way there is kept. */
function writeDotted(file: TomlFile, beside: LocatedStatement, { path, value }: NewKey): readonly TextEdit[] {
  const { text } = file.outline;
  let shared = beside.inherited;
  while (shared < path.length - 1 && path[shared] === beside.path[shared]) shared++;
  const last = keySpelling(beside, shared - 1);
  const spelled = last === undefined ? "" : `${text.slice(spanOf(beside).start, last.end)}.`;
  const indentation = indentationOf(file.outline, beside);
  const key = spelled + renderKeys(path.slice(shared));
  return [insertLine(file, beside, indentation + line(file, key, { value, key: String(path.at(-1)), indentation }))];
}

/** Behind the last key of a section. */
export function writeInSection(file: TomlFile, section: Section, { path, value }: NewKey): readonly TextEdit[] {
  const { outline } = file;
  const last = section.keyValues.at(-1);
  const key = String(path.at(-1));
  if (last !== undefined) {
    const indentation = indentationOf(outline, last);
    return [insertLine(file, last, indentation + line(file, renderKeys(path), { value, key, indentation }))];
  }
  if (section.header === undefined)
    return [insertFirst(file, line(file, renderKeys(path), { value, key, indentation: "" }))];
  const shown = outline.sections.find((each) => each.header !== undefined && each.keyValues.length > 0);
  const indentation = indentationOf(outline, section.header) + extraIndentation(outline, shown);
  return [insertLine(file, section.header, indentation + line(file, renderKeys(path), { value, key, indentation }))];
}

function insertLine({ outline, style }: TomlFile, after: LocatedStatement, text: string): TextEdit {
  return insertAt(lineEnd(outline.text, spanOf(after).end), style.eol + text);
}

/** The first key of the file, before every header. */
function insertFirst(file: TomlFile, text: string): TextEdit {
  const { outline, style } = file;
  const at = startOfSections(outline);
  if (at === undefined) return insertBlocks(file, [text], { after: outline.text.trimEnd().length }, 0);
  return insertAt(at, text + style.eol.repeat(1 + blankLinesBetween(outline)));
}

function insertBlocks(
  { outline, style }: TomlFile,
  blocks: readonly string[],
  place: SectionPlace,
  blankLines?: number,
): TextEdit {
  const apart = style.eol.repeat(1 + (blankLines ?? blankLinesBetween(outline)));
  if ("before" in place) return insertAt(place.before, blocks.join(apart) + apart);
  const isFirst = outline.text.slice(0, place.after).replace("\uFEFF", "") === "";
  if (!isFirst) return insertAt(place.after, apart + blocks.join(apart));
  const rest = outline.text.slice(place.after);
  return insertAt(place.after, blocks.join(apart) + (rest.includes("\n") ? "" : style.eol));
}

interface LineValue {
  readonly value: ConfigValue;
  readonly key: string;
  readonly indentation: string;
}

function line({ style }: TomlFile, key: string, { value, key: place, indentation }: LineValue): string {
  return key + style.equals + renderToml(value, style, { indentation, place });
}

function isSamePath(a: ConfigPath, b: ConfigPath): boolean {
  return a.length === b.length && startsWith(a, b);
}
