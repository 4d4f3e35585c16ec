import ts from "typescript";
import type { Comment } from "../text/comment.ts";
import type { Span } from "../text/span.ts";
import { descendants } from "./syntax.ts";

/**
 * The comments of a module in the order of its text, found by looking for their marks outside of strings, templates,
 * regular expressions and the text of JSX: a scanner alone cannot tell these apart.
 */
export function commentsOf(ast: ts.SourceFile): readonly Comment[] {
  const { text } = ast;
  const comments: Comment[] = [];
  const literals = literalSpans(ast);
  let next = 0;
  for (let index = shebangEnd(text); index < text.length;) {
    const start = text.indexOf("/", index);
    if (start < 0) break;
    while (next < literals.length && (literals[next]?.end ?? 0) <= start) next++;
    const literal = literals[next];
    const end = commentEnd(text, start);
    if (literal !== undefined && literal.start <= start) index = literal.end;
    else if (end === undefined) index = start + 1;
    else index = add(comments, text, { start, end });
  }
  return comments;
}

function add(comments: Comment[], text: string, span: Span): number {
  const isBlock = text.charAt(span.start + 1) === "*";
  const isClosed = isBlock && text.endsWith("*/", span.end) && span.end - span.start >= 4;
  comments.push({ text: text.slice(span.start + 2, isClosed ? span.end - 2 : span.end), span });
  return span.end;
}

function commentEnd(text: string, start: number): number | undefined {
  const mark = text.charAt(start + 1);
  if (mark === "/") {
    const length = text.slice(start).search(/[\r\n\u2028\u2029]/);
    return length < 0 ? text.length : start + length;
  }
  if (mark !== "*") return undefined;
  const close = text.indexOf("*/", start + 2);
  return close < 0 ? text.length : close + 2;
}

function shebangEnd(text: string): number {
  return /^#!.*/.exec(text)?.[0].length ?? 0;
}

function literalSpans(ast: ts.SourceFile): readonly Span[] {
  const spans: Span[] = [];
  for (const node of descendants(ast)) {
    if (ts.isJsxText(node)) spans.push({ start: node.pos, end: node.end });
    else if (isLiteral(node)) spans.push({ start: node.getStart(ast), end: node.end });
  }
  return spans;
}

function isLiteral(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node)
  );
}
