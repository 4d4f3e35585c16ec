import { findEquals } from "./cut.ts";
import { endOfString } from "./scan.ts";
import { runStart } from "../../text/run.ts";

/** How many places, counted from the end, are tried to cut a half-typed value off. */
const attempts = 8;
const longestMended = 20_000;
const deepestMended = 100;

/**
 * What `read` makes of a half-typed statement once it is closed: the missing quote and brackets are added, or a header's
 * brackets, or the value is cut off at a comma near its end. Offsets of what is read stay right, as nothing is inserted
 * before it.
 */
export function mended<T>(text: string, read: (text: string) => T | undefined): T | undefined {
  for (const candidate of text.startsWith("[") ? headers(text) : values(text)) {
    const result = read(candidate);
    if (result !== undefined) return result;
  }
  return undefined;
}

function* headers(text: string): Generator<string> {
  const open = text.startsWith("[[") ? "[[" : "[";
  const body = /^[^\]\n]*/.exec(text.slice(open.length))?.[0] ?? "";
  const close = open === "[[" ? "]]" : "]";
  yield `${open}${body}${close}`;
  yield `${open}${body.slice(0, runStart(body, body.length, /[.\s]/))}${close}`;
}

function* values(text: string): Generator<string> {
  const equals = findEquals(text, 0);
  if (equals === undefined || text.length > longestMended) return;
  for (const { end, close } of placesToCut(text, equals + 1).toReversed()) yield text.slice(0, end) + close;
}

interface Cut {
  readonly end: number;
  /** What closes the text that ends here. */
  readonly close: string;
}

function placesToCut(text: string, start: number): readonly Cut[] {
  const cuts: Cut[] = [];
  const stack: string[] = [];
  let at = start;
  let quote = "";
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === "#") {
      at = lineEnd(text, at);
    } else if (char === '"' || char === "'") {
      quote = unclosedQuote(text, at);
      at = endOfString(text, at) ?? text.length;
    } else {
      if (char === "[" || char === "{") stack.push(char === "[" ? "]" : "}");
      if (char === "]" || char === "}") stack.pop();
      if (char === ",") cuts.push({ end: at, close: stack.toReversed().join("") });
      if (cuts.length > attempts) cuts.shift();
      if (stack.length > deepestMended) return [];
      at++;
    }
  }
  cuts.push({ end: text.length, close: quote + stack.toReversed().join("") });
  return cuts;
}

/** The quote that closes the string at `at`, if it is one of a single line that ends with the text. */
function unclosedQuote(text: string, at: number): string {
  const quote = text.charAt(at);
  const isMultiLine = text.startsWith(quote.repeat(3), at);
  const end = endOfString(text, at);
  const isClosed = end !== undefined && end - at >= 2 && text[end - 1] === quote;
  return isClosed || isMultiLine || end !== text.length ? "" : quote;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
