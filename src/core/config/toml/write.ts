import { insertAt, type TextEdit } from "../../text/edits.ts";
import { isBlank, lineEnd } from "../edit/lines.ts";
import { isArray, isObject } from "../edit/values.ts";
import type { ConfigPath, ConfigValue } from "../tree.ts";
import type { LocatedStatement } from "./build.ts";
import { keySpelling, type Outline, type Section, spanOf, startsWith } from "./outline.ts";
import {
  blankLinesBetween,
  endOfContent,
  extraIndentation,
  indentationOf,
  indentationOfSection,
  placeBeforeChildren,
  placeOfSection,
  type SectionPlace,
  startOfSections,
} from "./place.ts";
import { renderKeys, renderToml } from "./render.ts";
import type { TomlStyle } from "./style.ts";

export interface TomlFile {
  readonly outline: Outline;
  readonly style: TomlStyle;
}

/** A key that is not there yet. */
interface NewKey {
  readonly path: ConfigPath;
  readonly value: ConfigValue;
}

/** Writes a table or array of tables that is not there yet as `[header]` or `[[header]]` sections. */
export function writeSections(file: TomlFile, path: ConfigPath, value: ConfigValue): readonly TextEdit[] {
  const tables = isObject(value) ? [value] : isArray(value) ? value.filter(isObject) : [];
  const [open, close] = isObject(value) ? ["[", "]"] : ["[[", "]]"];
  const { header, body } = indentationOfSection(file.outline, path);
  const blocks = tables.map((table) => {
    const members = Object.entries(table).map(([key, each]) => ({ path: [...path, key], value: each }));
    const lines = members.map((member) => keyLine(file, body, member));
    return [`${header}${open}${renderKeys(path)}${close}`, ...lines].join(file.style.eol);
  });
  const blankLines = blankLinesBetween(file.outline, path);
  return [insertBlocks(file, blocks, { place: placeOfSection(file.outline, path), blankLines })];
}

/** Writes one key with its value, in a section that may have to be made. */
export function writeKey(file: TomlFile, path: ConfigPath, value: ConfigValue): readonly TextEdit[] {
  const { outline, style } = file;
  const added = { path, value };
  const table = path.slice(0, -1);
  const section = openSection(outline, table);
  if (section !== undefined) return [writeInSection(file, section, added)];
  const dotted = lastDottedUnder(outline, path);
  if (dotted !== undefined) return [writeDotted(file, dotted, added)];
  const home = sectionForDotted(outline, path);
  if (home !== undefined) return [writeInSection(file, home, added)];
  const place = placeBeforeChildren(outline, table) ?? placeOfSection(outline, table);
  const { header, body } = indentationOfSection(outline, table);
  const block = [`${header}[${renderKeys(table)}]`, keyLine(file, body, added)].join(style.eol);
  return [insertBlocks(file, [block], { place, blankLines: blankLinesBetween(outline, table) })];
}

/** The section whose header names a path; what stands before the first header is the file's own. */
function openSection({ sections }: Outline, path: ConfigPath): Section | undefined {
  return sections.find((each) => each.path.length === path.length && startsWith(each.path, path));
}

/** The last key of the file that spells, with dots, the longest part of the path to a new one. */
function lastDottedUnder({ statements }: Outline, path: ConfigPath): LocatedStatement | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const prefix = path.slice(0, length);
    const under = statements.filter((each) => startsWith(each.path, prefix));
    const dotted = under.findLast((each) => each.statement.kind === "keyValue" && each.inherited < length);
    if (dotted !== undefined || under.length > 0) return dotted;
  }
  return undefined;
}

/** The section of what is there of a path, if the file spells the rest as a dotted key elsewhere. */
function sectionForDotted(outline: Outline, path: ConfigPath): Section | undefined {
  let length = path.length - 1;
  while (length > 0 && !outline.statements.some((each) => startsWith(each.path, path.slice(0, length)))) length--;
  const rest = path.slice(length);
  const isSpelled = outline.statements.some(({ statement }) => {
    const names = statement.keys.map((key) => key.name);
    return statement.kind === "keyValue" && names.length === rest.length && startsWith(names, rest);
  });
  return isSpelled ? openSection(outline, path.slice(0, length)) : undefined;
}

/** Behind a key of the same table, whose spelling of the way there is kept. */
function writeDotted(file: TomlFile, beside: LocatedStatement, added: NewKey): TextEdit {
  const { text } = file.outline;
  let shared = beside.inherited;
  while (shared < added.path.length - 1 && added.path[shared] === beside.path[shared]) shared++;
  const last = keySpelling(beside, shared - 1);
  const spelled = last === undefined ? "" : `${text.slice(spanOf(beside).start, last.end)}.`;
  const line = keyLine(
    file,
    indentationOf(file.outline, beside),
    added,
    spelled + renderKeys(added.path.slice(shared)),
  );
  return insertLine(file, beside, line);
}

/** Behind the last key of a section. */
function writeInSection(file: TomlFile, section: Section, added: NewKey): TextEdit {
  const { outline } = file;
  const last = section.keyValues.at(-1);
  const key = renderKeys(added.path.slice(section.path.length));
  if (last !== undefined) return insertLine(file, last, keyLine(file, indentationOf(outline, last), added, key));
  if (section.header === undefined) return insertFirst(file, keyLine(file, "", added, key));
  const shown = outline.sections.find((each) => each.header !== undefined && each.keyValues.length > 0);
  const indentation = indentationOf(outline, section.header) + extraIndentation(outline, shown);
  return insertLine(file, section.header, keyLine(file, indentation, added, key));
}

function insertLine({ outline, style }: TomlFile, after: LocatedStatement, text: string): TextEdit {
  return insertAt(lineEnd(outline.text, spanOf(after).end), style.eol + text);
}

/** The first key of the file, before every header. */
function insertFirst(file: TomlFile, text: string): TextEdit {
  const { outline, style } = file;
  const at = startOfSections(outline);
  if (at !== undefined) return insertAt(at, text + style.eol.repeat(2));
  return insertBlocks(file, [text], { place: { after: endOfContent(outline.text) }, blankLines: 0 });
}

interface BlockPlace {
  readonly place: SectionPlace;
  readonly blankLines: number;
}

function insertBlocks(
  { outline, style }: TomlFile,
  blocks: readonly string[],
  { place, blankLines }: BlockPlace,
): TextEdit {
  const apart = style.eol.repeat(1 + blankLines);
  if ("before" in place) return insertAt(place.before, blocks.join(apart) + apart);
  const isFirst = isBlank(outline.text.slice(0, place.after));
  if (!isFirst) return insertAt(place.after, apart + blocks.join(apart));
  const isEnded = outline.text.slice(place.after).includes("\n");
  return insertAt(place.after, blocks.join(apart) + (isEnded ? "" : style.eol));
}

function keyLine(
  { style }: TomlFile,
  indentation: string,
  { path, value }: NewKey,
  key = renderKeys(path.slice(-1)),
): string {
  return indentation + key + style.equals + renderToml(value, style, { indentation, path });
}
