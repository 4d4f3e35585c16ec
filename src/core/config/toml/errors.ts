import type { Span } from "../../text/span.ts";
import { binaryError } from "../binary.ts";
import type { Comment } from "../../text/comment.ts";
import type { ConfigSyntaxError } from "../syntax.ts";
import { explainToml } from "./messages.ts";
import { isValid, type TomlRefusal } from "./statement.ts";

/**
 * What is wrong with a text, in order, unless wrangler's parser reads all of it: it has the last word. Of more errors than
 * `most` only the first is told, as the file is no TOML then.
 */
export function toldErrors(
  errors: readonly ConfigSyntaxError[],
  text: string,
  most: number,
): readonly ConfigSyntaxError[] {
  if (errors.length > 0 && isValid(text)) return [];
  const ordered = errors.toSorted((a, b) => a.span.start - b.span.start);
  const binary = ordered.length > 0 ? binaryError(text) : undefined;
  if (binary !== undefined) return [binary];
  return ordered.length > most ? ordered.slice(0, 1) : ordered;
}

/** Why wrangler refuses the statement at `span`. */
export function refusalError({ reason, offset }: TomlRefusal, span: Span, text: string): ConfigSyntaxError {
  return { message: explainToml(reason), span: wordAt(text, span.start + offset, span) };
}

/** The word at an offset, or the character before it where a statement ends too early: a problem needs something to point at. */
function wordAt(text: string, offset: number, within: Span): Span {
  const start = Math.max(within.start, Math.min(offset, within.end - 1));
  const word = /[^\s,[\]{}]*/y;
  word.lastIndex = start;
  word.test(text);
  return { start, end: Math.max(start + 1, Math.min(word.lastIndex, within.end)) };
}

/** smol-toml allows no control character but a tab in comments. */
export function commentError({ span }: Comment, text: string): readonly ConfigSyntaxError[] {
  const at = text.slice(span.start, span.end).search(controlCharacter);
  if (at < 0) return [];
  const start = span.start + at;
  return [{ message: explainToml("control characters are not allowed in comments"), span: { start, end: start + 1 } }];
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controlCharacter = /[\u0000-\u0008\u000a-\u001f\u007f]/;
