import type { TextEdit } from "../../text/edits.ts";
import { runStart } from "../../text/run.ts";
import type { Span } from "../../text/span.ts";
import { type CommaList, findComma, hasComment, sameLineComment } from "./commaList.ts";
import {
  hasNewline,
  isBlank,
  lineEnd,
  lineStart,
  nextLine,
  startsLine,
  startWithComments,
  withSpareBlankLines,
} from "./lines.ts";

/**
 * The edits that take an item out of a list, with one comma. An item on lines of its own takes the comments behind it on
 * its line and those directly above it along; every other comment stays.
 */
export function removeItem(list: CommaList, index: number): readonly TextEdit[] {
  const item = list.items[index];
  if (item === undefined) return [];
  const next = list.items[index + 1];
  const comma = findComma(list, item.end, next?.start ?? list.span.end - 1);
  const whole = wholeLines(list, item, comma);
  if (list.items.length === 1 && isOnlyThing(list, whole ?? withComma(item, comma))) {
    return [deletion({ start: list.span.start + 1, end: list.span.end - 1 })];
  }
  const own = whole ?? partOfLine(list, index, comma);
  const orphan = next === undefined && comma === undefined ? commaBefore(list, index, own) : undefined;
  return orphan === undefined ? [deletion(own)] : [deletion(orphan), deletion(own)];
}

/** The comma of the item before the last one, which would trail from now on. */
function commaBefore(list: CommaList, index: number, removed: Span): Span | undefined {
  const before = list.items[index - 1];
  const comma = before && findComma(list, before.end, removed.start);
  return comma === undefined ? undefined : { start: comma, end: comma + 1 };
}

/** The lines of an item that shares them with nothing but its comments. */
function wholeLines(list: CommaList, item: Span, comma: number | undefined): Span | undefined {
  const { text } = list;
  if (!startsLine(text, item.start)) return undefined;
  const { end } = withComma(item, comma);
  const lastEnd = sameLineComment(list, end)?.end ?? end;
  if (!isBlank(text.slice(lastEnd, lineEnd(text, lastEnd)))) return undefined;
  const inside = list.comments.filter((each) => each.start > list.span.start);
  const lines = { start: startWithComments(text, item.start, inside), end: nextLine(text, lastEnd) };
  const first = nextLine(text, list.span.start);
  return withSpareBlankLines(text, lines, { start: first, end: lineStart(text, list.span.end - 1) });
}

function partOfLine(list: CommaList, index: number, comma: number | undefined): Span {
  const { text, items } = list;
  const item = items[index] ?? list.span;
  const next = items[index + 1];
  const { end } = withComma(item, comma);
  if (next !== undefined) {
    const gap = { start: end, end: next.start };
    const isJoined = !hasNewline(text, gap) && !hasComment(list, gap);
    if (isJoined) return { start: item.start, end: next.start };
  }
  const start = runStart(text, item.start, /[ \t]/);
  if (next !== undefined || comma !== undefined)
    return { start: startsLine(text, item.start) ? item.start : start, end };
  const before = items[index - 1];
  const beforeComma = before && findComma(list, before.end, item.start);
  const isDirectlyBehind = beforeComma !== undefined && isBlank(text.slice(beforeComma + 1, item.start));
  return { start: isDirectlyBehind ? beforeComma : start, end };
}

function withComma(item: Span, comma: number | undefined): Span {
  return { start: item.start, end: comma === undefined ? item.end : comma + 1 };
}

/** Whether the brackets hold nothing but blanks besides what is removed. */
function isOnlyThing({ text, span }: CommaList, removed: Span): boolean {
  return isBlank(text.slice(span.start + 1, removed.start)) && isBlank(text.slice(removed.end, span.end - 1));
}

function deletion(span: Span): TextEdit {
  return { span, newText: "" };
}
