import { insertAt, lineEndingOf, type TextEdit } from "../../text/edits.ts";
import { type CommaList, findComma, isLineComment, sameLineComment } from "./commaList.ts";
import { hasNewline, indentationAt, isBlank, lineEnd, startsLine } from "./lines.ts";

/** An item to be added, and how, where no other item of the list shows it. */
export interface NewItem {
  /** The item as text; its first line is indented already, the others need `indentation`. */
  readonly render: (indentation: string) => string;
  /** One more level of indentation. */
  readonly unit: string;
  /** The spaces between the brackets and the only item on one line. */
  readonly padding: string;
  /** What stands behind a comma on one line. */
  readonly gap: string;
  /** Whether the only item of a list gets a line of its own, and a comma. */
  readonly opensBlock: boolean;
  readonly hasTrailingComma: boolean;
}

/** The edits that add an item at the end of a list, laid out like the last one there. */
export function insertItem(list: CommaList, item: NewItem): readonly TextEdit[] {
  const { text } = list;
  const last = list.items.at(-1);
  if (last === undefined) return [insertOnly(list, item)];
  const comma = findComma(list, last.end, list.span.end - 1);
  const end = comma === undefined ? last.end : comma + 1;
  const comment = sameLineComment(list, end);
  const isOnOwnLine = startsLine(text, last.start);
  const needsOwnLine = isOnOwnLine || (comment !== undefined && isLineComment(text, comment));
  const indentation = indentationAt(text, last.start) + (needsOwnLine && !isOnOwnLine ? item.unit : "");
  const before = needsOwnLine ? lineEndingOf(text) + indentation : gapOf(list, item.gap);
  const insertion = before + item.render(indentation) + (comma === undefined ? "" : ",");
  const at = comment?.end ?? end;
  if (comma !== undefined) return [insertAt(at, insertion)];
  return at === end ? [insertAt(at, `,${insertion}`)] : [insertAt(end, ","), insertAt(at, insertion)];
}

/** What stands between two items on one line. */
function gapOf(list: CommaList, fallback: string): string {
  const [before, last] = list.items.slice(-2);
  if (before === undefined || last === undefined) return fallback;
  const comma = findComma(list, before.end, last.start);
  const gap = comma === undefined ? fallback : list.text.slice(comma + 1, last.start);
  return /^[ \t]*$/.test(gap) ? gap : fallback;
}

function insertOnly(list: CommaList, item: NewItem): TextEdit {
  const { text, span, comments } = list;
  const inner = { start: span.start + 1, end: span.end - 1 };
  const comment = comments.findLast((each) => each.start >= inner.start && each.end <= inner.end);
  const outer = indentationAt(text, span.start);
  if (comment === undefined && !item.opensBlock) {
    return { span: inner, newText: item.padding + item.render(outer) + item.padding };
  }
  const eol = lineEndingOf(text);
  const isOwnLine = comment !== undefined && startsLine(text, comment.start);
  const indentation = isOwnLine ? indentationAt(text, comment.start) : outer + item.unit;
  const line = eol + indentation + item.render(indentation) + (item.hasTrailingComma ? "," : "");
  if (comment === undefined) return { span: inner, newText: line + eol + outer };
  const isClosedBelow = isBlank(text.slice(comment.end, lineEnd(text, comment.end)));
  return insertAt(comment.end, isClosedBelow ? line : line + eol + outer);
}

/** Whether a list that is not empty is written on one line. */
export function isOnOneLine({ text, span }: Pick<CommaList, "text" | "span">): boolean {
  return !hasNewline(text, span);
}
