import type { Span } from "../../text/span.ts";

/** The offset of the first character of the line that `at` lies in. */
export function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** The offset where the text of a line ends, before its LF or CRLF. */
export function lineEnd(text: string, at: number): number {
  const index = text.indexOf("\n", at);
  if (index < 0) return text.length;
  return index > at && text[index - 1] === "\r" ? index - 1 : index;
}

/** The offset of the next line, or the end of the text. */
export function nextLine(text: string, at: number): number {
  const index = text.indexOf("\n", at);
  return index < 0 ? text.length : index + 1;
}

/** The spaces and tabs that the line of `at` begins with. */
export function indentationAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? "";
}

/** Whether nothing but spaces stands before `at` on its line. */
export function startsLine(text: string, at: number): boolean {
  return isBlank(text.slice(lineStart(text, at), at));
}

export function isBlank(text: string): boolean {
  return /^[\s\uFEFF]*$/.test(text);
}

export function skipSpaces(text: string, at: number): number {
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}

export function hasNewline(text: string, { start, end }: Span): boolean {
  return text.slice(start, end).includes("\n");
}

/**
 * The start of what belongs to the statement or item that begins at `start`, which begins its line: the comments directly
 * above it, each on lines of its own, with no blank line in between. They explain it, so they go and move with it.
 */
export function startWithComments(text: string, start: number, comments: readonly Span[]): number {
  let first = lineStart(text, start);
  for (const comment of comments.toReversed()) {
    if (comment.end > first) continue;
    const gap = text.slice(comment.end, first);
    const isDirectlyAbove = isBlank(gap) && gap.split("\n").length === 2;
    if (!isDirectlyAbove || !startsLine(text, comment.start)) break;
    first = lineStart(text, comment.start);
  }
  return first;
}

/**
 * Whole lines that are taken out, with the blank lines that would then stand twice: where the lines (or their group) had a
 * blank line on both sides, one stays; at either end of `within`, none does.
 */
export function withSpareBlankLines(text: string, lines: Span, within: Span): Span {
  const blankAbove = blankLinesAbove(text, lines.start, within.start);
  const blankBelow = blankLinesBelow(text, lines.end, within.end);
  const isFirst = isBlank(text.slice(within.start, blankAbove));
  const isLast = isBlank(text.slice(blankBelow, within.end));
  if (isLast && !isFirst) return { start: blankAbove, end: lines.end };
  return isFirst || blankAbove < lines.start ? { start: lines.start, end: blankBelow } : lines;
}

function blankLinesAbove(text: string, at: number, limit: number): number {
  let start = at;
  while (start > limit) {
    const before = lineStart(text, start - 1);
    if (before < limit || !isBlank(text.slice(before, start))) break;
    start = before;
  }
  return start;
}

function blankLinesBelow(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit) {
    const after = nextLine(text, end);
    if (after > limit || !isBlank(text.slice(end, after))) break;
    end = after;
  }
  return end;
}
