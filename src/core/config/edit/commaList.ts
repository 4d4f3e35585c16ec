import type { Span } from "../../text/span.ts";
import { skipSpaces } from "./lines.ts";

/** What stands between two brackets with commas in between: an object or array of JSON, an inline table or array of TOML. */
export interface CommaList {
  readonly text: string;
  /** From the opening bracket to behind the closing one. */
  readonly span: Span;
  readonly items: readonly Span[];
  /** The comments of the file, in order. */
  readonly comments: readonly Span[];
}

/** The offset of the comma between two offsets, comments passed over; undefined if there is none. */
export function findComma({ text, comments }: CommaList, start: number, end: number): number | undefined {
  let at = start;
  while (at < end) {
    const comment = commentStartingAt(comments, at);
    if (comment === undefined && text[at] === ",") return at;
    at = comment?.end ?? at + 1;
  }
  return undefined;
}

/** The last of the comments that follow `start` on its line, without anything else in between. */
export function sameLineComment({ text, comments }: CommaList, start: number): Span | undefined {
  let last: Span | undefined;
  for (let at = start; ; at = last.end) {
    const comment = commentStartingAt(comments, skipSpaces(text, at));
    if (comment === undefined) return last;
    last = comment;
    if (isLineComment(text, comment)) return last;
  }
}

export function isLineComment(text: string, comment: Span): boolean {
  return !text.startsWith("/*", comment.start);
}

/** Whether a comment lies between two offsets. */
export function hasComment({ comments }: CommaList, { start, end }: Span): boolean {
  return comments.some((each) => each.start >= start && each.end <= end);
}

function commentStartingAt(comments: readonly Span[], at: number): Span | undefined {
  return comments.find((each) => each.start === at);
}
