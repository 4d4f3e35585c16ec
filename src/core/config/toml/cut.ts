import type { Span } from "../../text/span.ts";
import type { Comment } from "../../text/comment.ts";
import { endOfLine, endOfString, startOfNextLine } from "./scan.ts";

/** A piece of a TOML text that means something by itself: a `[header]` or a `key = value`, without the comment behind it. */
export interface CutStatement {
  readonly kind: "header" | "keyValue";
  readonly span: Span;
}

export interface CutText {
  readonly statements: readonly CutStatement[];
  readonly comments: readonly Comment[];
}

/** After so many unfinished statements a text is no longer trusted to close what it opens, which keeps the cut linear. */
const patience = 20;

/**
 * Cuts a TOML text into its statements, so that each can be read by itself. Strings, comments and brackets that go over
 * several lines are respected; one that is never closed ends before the next line that looks like a statement. So does the
 * one that begins at `distrusted`, closed or not.
 */
export function cutStatements(text: string, distrusted?: number): CutText {
  const statements: CutStatement[] = [];
  const comments: Comment[] = [];
  let unfinished = 0;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while ((at = skipBlank(text, at)) < text.length) {
    if (text[at] === "#") {
      const end = endOfLine(text, at);
      comments.push(commentAt(text, at, end));
      at = end;
      continue;
    }
    const scanned = scanStatement(text, at, unfinished >= patience || at === distrusted);
    if (!scanned.isClosed) unfinished++;
    const kind = text[at] === "[" ? "header" : "keyValue";
    statements.push({ kind, span: { start: at, end: trimEnd(text, at, scanned.end) } });
    comments.push(...scanned.comments.filter((comment) => comment.span.start < scanned.end));
    at = scanned.end;
  }
  return { statements, comments };
}

/** Whether a statement goes over lines that could just as well be statements of their own: a string that swallowed them. */
export function swallowsStatements(text: string, { kind, span }: CutStatement): boolean {
  const lineEnd = endOfLine(text, span.start);
  return kind === "keyValue" && lineEnd < span.end && nextLikelyStatement(text, span.start) < span.end;
}

interface Scanned {
  readonly end: number;
  readonly isClosed: boolean;
  readonly comments: readonly Comment[];
}

function scanStatement(text: string, start: number, isDistrusted: boolean): Scanned {
  if (text[start] === "[") return { end: scanOneLine(text, start), isClosed: true, comments: [] };
  const equals = findEquals(text, start);
  if (equals === undefined) return { end: scanOneLine(text, start), isClosed: true, comments: [] };
  const limit = isDistrusted ? nextLikelyStatement(text, start) : text.length;
  const scanned = scanValue(text, equals + 1, limit);
  if (scanned.isClosed || isDistrusted) return scanned;
  return { ...scanned, end: nextLikelyStatement(text, start) };
}

function scanValue(text: string, start: number, limit: number): Scanned {
  const comments: Comment[] = [];
  let depth = 0;
  let at = start;
  while (at < limit) {
    const char = text[at];
    if (char === "#" && depth === 0) break;
    if (char === "#") {
      const end = endOfLine(text, at);
      comments.push(commentAt(text, at, end));
      at = end;
    } else if (char === '"' || char === "'") {
      const end = endOfString(text, at, limit);
      if (end === undefined) return { end: limit, isClosed: false, comments };
      at = end;
    } else {
      if (char === "\n" && depth === 0) break;
      if (char === "[" || char === "{") depth++;
      if ((char === "]" || char === "}") && depth > 0) depth--;
      at++;
    }
  }
  return { end: Math.min(at, limit), isClosed: depth === 0, comments };
}

/** The end of a statement that is known to stay on its line: its comment or the line's end. */
function scanOneLine(text: string, start: number): number {
  const lineEnd = endOfLine(text, start);
  let at = start;
  while (at < lineEnd && text[at] !== "#") at = endOfKeyChar(text, at, lineEnd);
  return Math.min(at, lineEnd);
}

/** The offset of the `=` behind a key, or undefined if the line has none. */
export function findEquals(text: string, start: number): number | undefined {
  const lineEnd = endOfLine(text, start);
  let at = start;
  while (at < lineEnd && text[at] !== "=" && text[at] !== "#") at = endOfKeyChar(text, at, lineEnd);
  return at < lineEnd && text[at] === "=" ? at : undefined;
}

function endOfKeyChar(text: string, at: number, lineEnd: number): number {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return at + 1;
  for (let next = at + 1; next < lineEnd; next++) {
    if (text[next] === quote) return next + 1;
    if (quote === '"' && text[next] === "\\") next++;
  }
  return lineEnd;
}

const header = /[ \t]*\[{1,2}[ \t]*[A-Za-z_"'][^\n,[\]]*\]{1,2}[ \t]*(?:#.*)?\r?(?:\n|$)/y;
const keyBeforeEquals = /[ \t]*[\w"'-][\w."' \t-]*=/y;

/**
 * The offset of the first line after the one at `start` that looks like the beginning of a statement: a header, or a key
 * that is indented no deeper than the statement at `start`; the end of the text if there is none.
 */
function nextLikelyStatement(text: string, start: number): number {
  const indentation = start - (text.lastIndexOf("\n", start) + 1);
  for (let line = startOfNextLine(text, start); line < text.length; line = startOfNextLine(text, line)) {
    header.lastIndex = line;
    if (header.test(text)) return line;
    keyBeforeEquals.lastIndex = line;
    const isShallow = skipSpaces(text, line) - line <= indentation;
    if (isShallow && keyBeforeEquals.test(text)) return line;
  }
  return text.length;
}

function commentAt(text: string, start: number, end: number): Comment {
  return { text: text.slice(start + 1, end).trim(), span: { start, end } };
}

function skipBlank(text: string, at: number): number {
  for (;;) {
    at = skipSpaces(text, at);
    const isLineEnd = text[at] === "\n" || (text[at] === "\r" && text[at + 1] === "\n");
    if (!isLineEnd) return at;
    at++;
  }
}

function skipSpaces(text: string, at: number): number {
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  for (;;) {
    const last = text[end - 1];
    const isLineEnd = last === "\n" || (last === "\r" && text[end] === "\n");
    if (end <= start + 1 || !(isLineEnd || last === " " || last === "\t")) return end;
    end--;
  }
}
