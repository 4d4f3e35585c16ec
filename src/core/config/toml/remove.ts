import type { TextEdit } from "../../text/edits.ts";
import type { Span } from "../../text/span.ts";
import { isBlank, lineEnd, nextLine, startWithComments, withSpareBlankLines } from "../edit/lines.ts";
import { type Outline, spanOf } from "./outline.ts";
import type { LocatedStatement } from "./build.ts";

/**
 * The edits that take statements out with their lines, the comment behind each on its line, and those directly above it.
 * Where a header goes, so do all comments down to the last key of its section. Other comments stay.
 */
export function removeStatements(outline: Outline, statements: readonly LocatedStatement[]): readonly TextEdit[] {
  const { text } = outline;
  const regions: Span[] = [];
  const gone = new Set(statements);
  for (const statement of statements) {
    const lines = linesOf(outline, statement);
    const last = regions.at(-1);
    const isJoined =
      last !== undefined &&
      isGone(outline, { start: last.end, end: lines.start }, isInGoneSection(outline, statement, gone));
    if (last !== undefined && isJoined) regions.splice(-1, 1, { start: last.start, end: lines.end });
    else regions.push(lines);
  }
  const whole = { start: text.startsWith("\uFEFF") ? 1 : 0, end: text.length };
  return regions.map((region) => ({
    span: withoutLineEnd(text, withSpareBlankLines(text, region, whole)),
    newText: "",
  }));
}

function linesOf({ text, comments }: Outline, statement: LocatedStatement): Span {
  const { start, end } = spanOf(statement);
  const first = Math.max(startWithComments(text, start, comments), text.startsWith("\uFEFF") ? 1 : 0);
  return { start: first, end: nextLine(text, lineEnd(text, end)) };
}

function isInGoneSection(
  { sections }: Outline,
  statement: LocatedStatement,
  gone: ReadonlySet<LocatedStatement>,
): boolean {
  const section = sections.find((each) => each.keyValues.includes(statement));
  return section?.header !== undefined && gone.has(section.header);
}

/** Whether nothing that is kept stands between two statements that go. */
function isGone({ text, cuts }: Outline, gap: Span, takesComments: boolean): boolean {
  if (isBlank(text.slice(gap.start, gap.end))) return true;
  return takesComments && !cuts.some(({ span }) => span.start >= gap.start && span.start < gap.end);
}

/** A text that ended without a line end does so afterwards. */
function withoutLineEnd(text: string, region: Span): Span {
  if (region.end < text.length || text.endsWith("\n") || text[region.start - 1] !== "\n") return region;
  const hasCr = text.slice(0, region.start).endsWith("\r\n");
  return { start: region.start - (hasCr ? 2 : 1), end: region.end };
}
