import { parse as parseSmol, TomlError } from "smol-toml";
import { type AST, parseTOML } from "toml-eslint-parser";
import { TextCache } from "../../text/textCache.ts";
import { coarseStatement, convertStatement } from "./convert.ts";
import { mended } from "./mend.ts";
import type { TomlStatement } from "./shapes.ts";

/** Why smol-toml refuses a statement, in its words, and where. */
export interface TomlRefusal {
  readonly reason: string;
  readonly offset: number;
}

export interface ReadStatement {
  /** Undefined where nothing can be read of it. */
  readonly statement: TomlStatement | undefined;
  readonly refusal: TomlRefusal | undefined;
}

const known = new TextCache(readAnew);
/** In a longer statement nobody points at a single item: its parts get the span of the whole, which is far quicker. */
const longestInDetail = 200_000;

/**
 * Reads the text of one statement. What is read is remembered by its text, as all but one statement of a file are the
 * same after a keystroke.
 */
export function readStatement(text: string): ReadStatement {
  return known.get(text);
}

/** Whether smol-toml accepts a whole file. */
export function isValid(text: string): boolean {
  try {
    parseSmol(text);
    return true;
  } catch {
    return false;
  }
}

function readAnew(text: string): ReadStatement {
  const { value, refusal } = judge(text);
  const ast = text.length > longestInDetail ? undefined : syntaxOf(text);
  if (refusal === undefined && ast === undefined) {
    return { statement: coarseStatement({ text, value, syntaxOf }), refusal };
  }
  const statement = ast ?? mended(text, syntaxOf);
  return { statement: statement && convertStatement(statement, value, { limit: text.length }), refusal };
}

/** The space keeps a byte order mark, which only a file may start with, from being overlooked. */
function judge(text: string): { readonly value?: unknown; readonly refusal?: TomlRefusal } {
  try {
    return { value: parseSmol(` ${text}`) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.slice(0, error.message.indexOf("\n")).replace("Invalid TOML document: ", "");
    return { refusal: { reason, offset: offsetOf(` ${text}`, error) - 1 } };
  }
}

function offsetOf(text: string, { line, column }: TomlError): number {
  let start = 0;
  for (let each = 1; each < line; each++) start = text.indexOf("\n", start) + 1;
  return start + column - 1;
}

/** The line end is for toml-eslint-parser 1.0.3, which gives a `0` at the end of a text an empty range. */
function syntaxOf(text: string): AST.TOMLKeyValue | AST.TOMLTable | undefined {
  try {
    return parseTOML(`${text}\n`, { tomlVersion: "1.1" }).body[0].body[0];
  } catch {
    return undefined;
  }
}
