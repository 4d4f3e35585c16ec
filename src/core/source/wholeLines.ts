import type ts from "typescript";
import type { TextEdit } from "../text/edits.ts";
import { runStart } from "../text/run.ts";
import type { Span } from "../text/span.ts";
import type { SourceModule } from "./model.ts";
import { spanOf } from "./syntax.ts";

/** The edit that takes a statement out. */
export function removeStatementEdit({ ast, text }: Pick<SourceModule, "ast" | "text">, node: ts.Statement): TextEdit {
  const span = wholeLines(text, spanOf(node, ast));
  return removal(text, span, span.start);
}

/** The edits that take several out, by the spans that `wholeLines` gives for each. */
export function removals(text: string, spans: readonly Span[]): readonly TextEdit[] {
  const ordered = spans.toSorted((a, b) => a.start - b.start);
  let start = 0;
  return ordered.map((span, index) => {
    const before = ordered[index - 1];
    const goesOn = before !== undefined && text.slice(before.end, span.start).trim() === "";
    if (!goesOn) start = span.start;
    const next = ordered[index + 1];
    const isInside = next !== undefined && text.slice(span.end, next.start).trim() === "";
    return isInside ? { span, newText: "" } : removal(text, span, start);
  });
}

/**
 * What follows `span` comes to stand behind what precedes `start`. Where that has no semicolon, and the next line begins with
 * what would go on with it, one is left.
 */
function removal(text: string, span: Span, start: number): TextEdit {
  const isEnded = /(?:^|[;{])\s*$/.test(text.slice(0, start));
  const isOpening = /^\s*(?:[([`+-]|\/(?![/*]))/.test(text.slice(span.end));
  return { span, newText: isOpening && !isEnded ? ";" : "" };
}

/**
 * What goes with a statement that is taken out: its lines, where nothing else stands on them, and the empty lines below if
 * there is one above too or nothing at all, so that there are not two where there was one on either side. It never reaches
 * above the statement's own lines, so that two neighbours can be taken out by one edit.
 * @param span from the first to the last character of the statement, or from that of the comment above it
 */
export function wholeLines(text: string, { start, end }: Span): Span {
  const before = text.slice(0, runStart(text, start, /[ \t]/));
  const behind = /^[ \t]*(?:\r?\n|(?![^]))/.exec(text.slice(end));
  const isAlone = behind !== null && (before === "" || before.endsWith("\n"));
  if (!isAlone) return { start, end };
  const next = end + behind[0].length;
  const isBelowEmpty = before === "" || /\n[ \t]*\r?\n$/.test(before);
  const empty = isBelowEmpty ? (/^(?:[ \t]*\r?\n)+/.exec(text.slice(next))?.[0].length ?? 0) : 0;
  return { start: before.length, end: next + empty };
}
