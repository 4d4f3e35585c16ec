import type { ConfigDocument } from "../config/syntax.ts";
import type { Span } from "../text/span.ts";

/** A value that is being typed, so that its line cannot be read yet. */
export interface OpenValue {
  /** The configuration as if the value were closed. */
  readonly text: string;
  /** The cursor in that text, inside of the quotes. */
  readonly offset: number;
  /** What a completion replaces, in the text as it is: the word at the cursor. */
  readonly span: Span;
  /** What has to be written before and behind the completed word. */
  readonly opening: string;
  readonly closing: string;
}

/** Whole strings, and whatever is none and no comment. */
const closed = {
  toml: `(?:[^"'#]|"(?:[^"\\\\]|\\\\.)*"|'[^']*')*`,
  jsonc: `(?:[^"/]|/(?!/)|"(?:[^"\\\\]|\\\\.)*")*`,
} as const;
const inString = {
  toml: new RegExp(`^(${closed.toml})(["'])([\\w-]*)$`),
  jsonc: new RegExp(`^(${closed.jsonc})(")([\\w-]*)$`),
} as const;
const behindEquals = new RegExp(`^(${closed.toml}=[ \\t]*)()([\\w-]*)$`);

/** Nobody writes a longer line by hand. In UTF-16 units. */
const longestLine = 1000;

/** The value that is being typed at an offset: a quote that nothing closes or, in TOML, nothing but a word behind the equals sign. */
export function openValueAt({ text, format }: ConfigDocument, offset: number): OpenValue | undefined {
  if (format === "typescript") return undefined;
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  if (before.length > longestLine) return undefined;
  const match = inString[format].exec(before) ?? (format === "toml" ? behindEquals.exec(before) : null);
  if (match === null) return undefined;
  const [, outside = "", typed = "", word = ""] = match;
  const [rest = ""] = /^.*/.exec(text.slice(offset)) ?? [];
  const [tail = ""] = /^[\w-]*/.exec(rest) ?? [];
  const behind = rest.slice(tail.length);
  // A quote further on belongs to this one, and nothing is open.
  if (typed === "" ? !/^\s*(?:[,}\]#]|$)/.test(behind) : behind.includes(typed)) return undefined;
  const quote = typed === "" ? '"' : typed;
  const opening = typed === "" ? quote : "";
  const end = offset + tail.length;
  // What JSON has open may be closed further down.
  const closers = format === "toml" && /^\s*(?:#|$)/.test(behind) ? missingBrackets(outside) : "";
  return {
    text: text.slice(0, offset - word.length) + opening + word + tail + quote + closers + text.slice(end),
    offset: offset + opening.length,
    span: { start: offset - word.length, end },
    opening,
    closing: quote,
  };
}

/** The brackets that close what a line has opened. */
function missingBrackets(line: string): string {
  const open: string[] = [];
  for (const [part] of line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "").matchAll(/[[\]{}]/g)) {
    if (part === "[") open.unshift("]");
    else if (part === "{") open.unshift("}");
    else open.shift();
  }
  return open.join("");
}
