import { t } from "@vscode/l10n";
import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import type { Span } from "../../text/span.ts";
import { binaryError } from "../binary.ts";
import type { Comment } from "../../text/comment.ts";
import type { ConfigDocument, ConfigSyntaxError } from "../syntax.ts";
import type { ConfigNode, ObjectNode } from "../tree.ts";
import { explainJsonc } from "./messages.ts";
import { treeBuilder } from "./treeBuilder.ts";

/**
 * Reads JSON with comments and trailing commas. Like wrangler it tells only the first error, as one typo makes the parser
 * report several; what could be read behind it is in the tree all the same.
 */
export function readJsonc(text: string): ConfigDocument {
  const read = visitText(text);
  const root = read?.root;
  const isObject = root?.kind === "object";
  const problem = read === undefined ? tooDeep(text) : (read.error ?? (isObject ? undefined : noObject(root?.span)));
  const syntaxErrors = problem === undefined ? [] : [binaryError(text) ?? problem];
  const empty: ObjectNode = {
    kind: "object",
    path: [],
    span: { start: 0, end: text.length },
    properties: [],
    style: "braces",
  };
  return { format: "jsonc", text, root: isObject ? root : empty, syntaxErrors, comments: read?.comments ?? [] };
}

interface VisitedText {
  readonly root: ConfigNode | undefined;
  readonly error: ConfigSyntaxError | undefined;
  readonly comments: readonly Comment[];
}

/** Undefined if the text is nested so deeply that the parser runs out of stack, as wrangler's own call does. */
function visitText(text: string): VisitedText | undefined {
  const builder = treeBuilder();
  const comments: Comment[] = [];
  let error: ConfigSyntaxError | undefined;
  const effect = { losesNothing: true, isMisnested: false };
  const onComment = (start: number, length: number): void => void comments.push(commentAt(text, start, start + length));
  const onError = (code: ParseErrorCode, start: number, length: number): void => {
    effect.losesNothing &&= printParseErrorCode(code) === "CommaExpected";
    effect.isMisnested ||= /^(CloseBrace|CloseBracket|EndOfFile)Expected$/.test(printParseErrorCode(code));
    // What is never closed may be said to reach beyond the text.
    const end = Math.min(start + length, text.length);
    error ??= { message: explainJsonc(code), span: { start: Math.min(start, end), end } };
  };
  try {
    visit(withoutMark(text), { ...builder.visitor, onComment, onError }, { allowTrailingComma: true });
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
  return { root: builder.root(), error: error && { ...error, ...effectOf(effect) }, comments };
}

function effectOf(effect: {
  readonly losesNothing: boolean;
  readonly isMisnested: boolean;
}): Partial<ConfigSyntaxError> {
  return { ...(effect.losesNothing && { losesNothing: true }), ...(effect.isMisnested && { isMisnested: true }) };
}

/** wrangler drops the byte order mark before it parses; a space keeps the offsets. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
}

function commentAt(text: string, start: number, end: number): Comment {
  const isBlock = text[start + 1] === "*";
  const inner = isBlock ? text.slice(start + 2, end).replace(/\*\/$/, "") : text.slice(start + 2, end);
  return { text: inner.trim(), span: { start, end } };
}

function tooDeep(text: string): ConfigSyntaxError {
  return { message: t("This is nested too deeply."), span: { start: 0, end: Math.min(1, text.length) } };
}

/** wrangler crashes on null, a string or a number, and finds nothing in an array. */
function noObject(span: Span | undefined): ConfigSyntaxError {
  return { message: t("A wrangler configuration is an object in braces."), span: span ?? { start: 0, end: 0 } };
}
