import type ts from "typescript";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import type { SourceModule } from "./model.ts";
import { spanOf } from "./syntax.ts";

/** The edit that takes a statement out. */
export function removeStatementEdit({ ast, text }: SourceModule, node: ts.Statement): TextEdit {
  return { span: wholeLines(text, spanOf(node, ast)), newText: "" };
}

/**
 * What goes with a statement that is taken out: its lines, where nothing else stands on them, and the empty lines below if
 * there is one above too or nothing at all, so that there are not two where there was one on either side. It never reaches
 * above the statement's own lines, so that two neighbours can be taken out by one edit.
 * @param span from the first to the last character of the statement, or from that of the comment above it
 */
export function wholeLines(text: string, { start, end }: Span): Span {
  const before = text.slice(0, start).replace(/[ \t]*$/, "");
  const behind = /^[ \t]*(?:\r?\n|(?![^]))/.exec(text.slice(end));
  const isAlone = behind !== null && (before === "" || before.endsWith("\n"));
  if (!isAlone) return { start, end };
  const next = end + behind[0].length;
  const isBelowEmpty = before === "" || /\n[ \t]*\r?\n$/.test(before);
  const empty = isBelowEmpty ? (/^(?:[ \t]*\r?\n)+/.exec(text.slice(next))?.[0].length ?? 0) : 0;
  return { start: before.length, end: next + empty };
}
