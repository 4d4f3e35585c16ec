import { indentationAt, isBlank, lineEnd, lineStart, startWithComments } from "../edit/lines.ts";
import type { ConfigPath } from "../tree.ts";
import type { LocatedStatement } from "./build.ts";
import { renderKeys } from "./render.ts";
import { type Outline, type Section, spanOf, startsWith } from "./outline.ts";

/** Where a new section goes: behind the text that ends at `after`, or in front of the line that begins at `before`. */
export type SectionPlace = { readonly after: number } | { readonly before: number };

/**
 * The place of a new `[header]` or `[[header]]`: behind what it shares most of its path with, else at the end of the file.
 * One for an element of an array of tables stays with that element, as TOML means the last one before it.
 */
export function placeOfSection(outline: Outline, path: ConfigPath): SectionPlace {
  const element = path.findLastIndex((step) => typeof step === "number");
  for (let length = path.length; length > Math.max(element, 0); length--) {
    const anchor = lastSectionUnder(outline, path.slice(0, length));
    if (anchor !== undefined) return { after: endOfSection(outline, anchor) };
  }
  return { after: endOfContent(outline.text) };
}

/** The place of a header for a table that only headers of tables in it imply so far: in front of the first of them. */
export function placeBeforeChildren(outline: Outline, path: ConfigPath): SectionPlace | undefined {
  const child = outline.sections.find((section) => section.header !== undefined && startsWith(section.path, path));
  return child?.header && { before: startWithComments(outline.text, spanOf(child.header).start, outline.comments) };
}

function lastSectionUnder({ sections }: Outline, path: ConfigPath): Section | undefined {
  return sections.findLast((section) => section.header !== undefined && startsWith(section.path, path));
}

/** Where a section ends: behind its last key and the comments that follow and do not belong to the next header. */
function endOfSection({ text, comments, cuts }: Outline, section: Section): number {
  const last = section.keyValues.at(-1) ?? section.header;
  const lastEnd = last === undefined ? 0 : lineEnd(text, spanOf(last).end);
  const next = cuts.find((cut) => cut.kind === "header" && cut.span.start > lastEnd);
  if (next === undefined) return endOfContent(text);
  const limit = startWithComments(text, next.span.start, comments);
  return Math.max(lastEnd, lastContentBefore(text, limit));
}

/** Behind the last thing in the file that is not blank. */
export function endOfContent(text: string): number {
  return lastContentBefore(text, text.length);
}

function lastContentBefore(text: string, limit: number): number {
  return Math.max(text.slice(0, limit).trimEnd().length, text.startsWith("\uFEFF") ? 1 : 0);
}

/**
 * How many blank lines a new section is set apart with: as many as stand above the last one of the same name, or else
 * above the last section there is.
 */
export function blankLinesBetween(outline: Outline, path: ConfigPath): number {
  const name = renderKeys(path);
  const isAlike = (section: Section): boolean => renderKeys(section.path) === name;
  const sections = outline.sections.toSorted((a, b) => Number(isAlike(a)) - Number(isAlike(b)));
  for (const section of sections.toReversed()) {
    const lines = blankLinesAbove(outline, section);
    if (lines !== undefined) return Math.min(lines, 2);
  }
  return 1;
}

/** Undefined for what nothing stands above. */
function blankLinesAbove({ text, comments }: Outline, { header }: Section): number | undefined {
  const start = header && startWithComments(text, spanOf(header).start, comments);
  const before = text.slice(0, start ?? 0);
  return isBlank(before) ? undefined : before.slice(before.trimEnd().length).split("\n").length - 2;
}

/** How the header and the keys of a new section are indented: like a section beside it, or as the file indents by depth. */
export function indentationOfSection(
  outline: Outline,
  path: ConfigPath,
): { readonly header: string; readonly body: string } {
  const depth = depthOf(path);
  const headed = outline.sections.filter((section) => section.header !== undefined);
  const beside = headed.findLast((each) => depthOf(each.path) === depth && startsWith(each.path, path.slice(0, 1)));
  const alike = beside ?? headed.findLast((each) => depthOf(each.path) === depth);
  const header = alike === undefined ? "" : indentationOfHeader(outline, alike);
  const shown = alike?.keyValues[0] === undefined ? headed.find((each) => each.keyValues[0] !== undefined) : alike;
  return { header, body: header + extraIndentation(outline, shown) };
}

/** What the keys of a section are indented by against its header. */
export function extraIndentation(outline: Outline, section: Section | undefined): string {
  const [first] = section?.keyValues ?? [];
  if (section?.header === undefined || first === undefined) return "";
  const outer = indentationOfHeader(outline, section);
  const inner = indentationOf(outline, first);
  return inner.startsWith(outer) ? inner.slice(outer.length) : "";
}

export function indentationOf({ text }: Outline, statement: LocatedStatement): string {
  return indentationAt(text, spanOf(statement).start);
}

function indentationOfHeader(outline: Outline, { header }: Section): string {
  return header === undefined ? "" : indentationOf(outline, header);
}

function depthOf(path: ConfigPath): number {
  return path.filter((step) => typeof step === "string").length;
}

/** Where the first key of the file can go: in front of the first header and the comments that belong to it. */
export function startOfSections({ text, comments, cuts }: Outline): number | undefined {
  const first = cuts.find((cut) => cut.kind === "header");
  if (first === undefined) return undefined;
  const start = startWithComments(text, first.span.start, comments);
  return Math.max(start, lineStart(text, start), text.startsWith("\uFEFF") ? 1 : 0);
}
