import { lineEndingOf } from "../../text/edits.ts";
import { indentationAt, isBlank, lineEnd, lineStart, startsLine } from "../edit/lines.ts";
import { isArray, isObject } from "../edit/values.ts";
import { bracketsAt, type BracketSyntax, writeInBrackets } from "../insert/brackets.ts";
import type { Insertion, Written } from "../insert/insertion.ts";
import type { ConfigPath, ConfigValue } from "../tree.ts";
import { outlineOf, type Outline, spanOf, startsWith } from "./outline.ts";
import type { ReadToml } from "./read.ts";
import { renderKey, renderKeys, renderToml } from "./render.ts";
import { inlineStyle, type TomlStyle, tomlStyleOf } from "./style.ts";

/**
 * Writes an insertion at an offset of a TOML file: between the brackets around it, on a line of its own as sections, or,
 * where sections would take the keys below for theirs, as a key. Undefined where it cannot stand there.
 */
export function insertInToml(read: ReadToml, offset: number, insertion: Insertion): Written | undefined {
  const outline = outlineOf(read);
  const style = tomlStyleOf(outline, lineEndingOf(outline.text));
  const container = bracketsAt(read.document.root, offset);
  if (container !== undefined)
    return writeInBrackets(read.document, { container, offset }, insertion, bracketSyntax(style));
  const line = lineAt(outline, offset);
  if (line === undefined) return undefined;
  const text = writeLines({ outline, style, line }, insertion);
  return text === undefined ? undefined : { text, edits: [] };
}

/** The path of the section that an empty line belongs to; undefined for a place that is none. */
export function sectionAt(read: ReadToml, offset: number): ConfigPath | undefined {
  return lineAt(outlineOf(read), offset)?.section;
}

/** An empty line between statements. */
interface Line {
  readonly offset: number;
  readonly section: ConfigPath;
  /** Whether a key follows that a header here would take over. */
  readonly isAboveKey: boolean;
}

interface Place {
  readonly outline: Outline;
  readonly style: TomlStyle;
  readonly line: Line;
}

function lineAt(outline: Outline, offset: number): Line | undefined {
  const { text, cuts, sections, comments } = outline;
  const isEmpty = startsLine(text, offset) && isBlank(text.slice(offset, lineEnd(text, offset)));
  const isInside = [...cuts.map((each) => each.span), ...comments].some(
    ({ start, end }) => start < offset && offset < end,
  );
  if (!isEmpty || isInside) return undefined;
  const section = sections.findLast(({ header }) => header === undefined || spanOf(header).start < offset);
  const next = cuts.find((each) => each.span.start >= offset);
  return { offset, section: section?.path ?? [], isAboveKey: next !== undefined && next.kind !== "header" };
}

function writeLines(place: Place, insertion: Insertion): string | undefined {
  const { style, line, outline } = place;
  if (insertion.isInline || line.isAboveKey || isKeyOfSection(place, insertion)) return writeKeys(place, insertion);
  const blocks = sectionsFor(place, insertion);
  const { text } = outline;
  const start = lineStart(text, line.offset);
  const isApart = start === 0 || isBlank(text.slice(lineStart(text, start - 1), start));
  const below = text.slice(lineEnd(text, line.offset)).replace(/^\r?\n/, "");
  const isTight = below !== "" && !isBlank(below.split("\n", 1)[0] ?? "");
  return (isApart ? "" : style.eol) + blocks.join(style.eol + style.eol) + (isTight ? style.eol : "");
}

/** Plain values of the very section that the line belongs to. */
function isKeyOfSection({ line }: Place, { path, content }: Insertion): boolean {
  const isHere = path.length === line.section.length && startsWith(path, line.section);
  return isHere && content.kind === "properties" && content.properties.every(([, value]) => !isTable(value));
}

/** As keys of the section that the line belongs to. */
function writeKeys({ style, line, outline }: Place, { path, content }: Insertion): string | undefined {
  if (!startsWith(path, line.section)) return undefined;
  const rest = path.slice(line.section.length);
  const indentation = indentationAt(outline.text, line.offset);
  const members: readonly (readonly [ConfigPath, ConfigValue])[] =
    content.kind === "items"
      ? [[rest, content.items]]
      : content.properties.map(([key, value]) => [[...rest, key], value] as const);
  if (members.some(([keys]) => keys.length === 0)) return undefined;
  const lines = members.map(
    ([keys, value]) =>
      renderKeys(keys) + style.equals + renderToml(value, style, { indentation, path: [...line.section, ...keys] }),
  );
  return lines.join(style.eol + indentation);
}

function sectionsFor({ style }: Place, { path, content }: Insertion): readonly string[] {
  if (content.kind === "items") return content.items.flatMap((item) => element(style, path, item));
  const plain = content.properties.filter(([, value]) => !isTable(value));
  const own = plain.length === 0 ? [] : [block(style, `[${renderKeys(path)}]`, path, plain)];
  return [...own, ...content.properties.flatMap(([key, value]) => tables(style, [...path, key], value))];
}

/** The sections of a value that is a table or an array of tables; none for any other. */
function tables(style: TomlStyle, path: ConfigPath, value: ConfigValue): readonly string[] {
  if (isArray(value)) return isTable(value) ? value.flatMap((item) => element(style, path, item)) : [];
  if (!isObject(value)) return [];
  const members = Object.entries(value);
  const plain = members.filter(([, each]) => !isTable(each));
  const deeper = members.flatMap(([key, each]) => tables(style, [...path, key], each));
  const isImplied = plain.length === 0 && deeper.length > 0;
  return isImplied ? deeper : [block(style, `[${renderKeys(path)}]`, path, plain), ...deeper];
}

/** Tables inside an element of an array are written inline: headers for them would be hard to read. */
function element(style: TomlStyle, path: ConfigPath, item: ConfigValue): readonly string[] {
  return isObject(item) ? [block(style, `[[${renderKeys(path)}]]`, path, Object.entries(item))] : [];
}

function block(
  style: TomlStyle,
  header: string,
  path: ConfigPath,
  members: readonly (readonly [string, ConfigValue])[],
): string {
  const lines = members.map(
    ([key, value]) =>
      renderKey(key) + style.equals + renderToml(value, style, { indentation: "", path: [...path, key] }),
  );
  return [header, ...lines].join(style.eol);
}

function isTable(value: ConfigValue): boolean {
  return isObject(value) || (isArray(value) && value.length > 0 && value.every(isObject));
}

function bracketSyntax(style: TomlStyle): BracketSyntax {
  return {
    eol: style.eol,
    gap: " ",
    hasTrailingCommas: false,
    render({ path, key, value }, indentation) {
      const prefix = key === undefined ? "" : renderKey(key) + inlineStyle(style, path.slice(0, -1)).equals;
      return prefix + renderToml(value, style, { indentation, path });
    },
  };
}
