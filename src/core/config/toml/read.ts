import type { Span } from "../../text/span.ts";
import { binaryError } from "../binary.ts";
import type { Comment, ConfigDocument, ConfigSyntaxError } from "../syntax.ts";
import { buildTables, type LocatedStatement, type TomlItem } from "./build.ts";
import { cutStatements, type CutStatement } from "./cut.ts";
import { explainRedefinition, explainToml } from "./messages.ts";
import { tableNode } from "./nodes.ts";
import { isValid, readStatement, type TomlRefusal } from "./statement.ts";

/** A TOML file as read, and the statements that its value is made of. */
export interface ReadToml {
  readonly document: ConfigDocument;
  readonly statements: readonly LocatedStatement[];
  /** All there is besides blanks and comments, readable or not. */
  readonly cuts: readonly CutStatement[];
}

/** A file with more broken statements than this is no TOML: only its first error is told, the rest is not read. */
const mostErrors = 50;

/** Reads a TOML file, statement by statement, so that a broken one takes nothing else with it. */
export function readToml(text: string): ReadToml {
  const { statements: cuts, comments } = cutStatements(text);
  const errors = comments.flatMap((comment) => commentError(comment, text));
  const items: TomlItem[] = [];
  for (const cut of cuts) {
    if (errors.length > mostErrors) break;
    const { statement, refusal } = readStatement(text.slice(cut.span.start, cut.span.end));
    if (refusal !== undefined) errors.push(refusalError(refusal, cut, text));
    if (statement !== undefined) items.push({ base: cut.span.start, statement });
    else if (cut.kind === "header") items.push("unreadable header");
  }
  const { root, statements, redefinitions } = buildTables(items, text.length);
  for (const { name, span } of redefinitions) errors.push({ message: explainRedefinition(name), span });
  const syntaxErrors = told(errors, text);
  return { document: { format: "toml", text, root: tableNode(root, []), syntaxErrors, comments }, statements, cuts };
}

/** What is wrong with the text, unless wrangler's parser reads all of it: it has the last word. */
function told(errors: readonly ConfigSyntaxError[], text: string): readonly ConfigSyntaxError[] {
  if (errors.length > 0 && isValid(text)) return [];
  const ordered = errors.toSorted((a, b) => a.span.start - b.span.start);
  const binary = ordered.length > 0 ? binaryError(text) : undefined;
  if (binary !== undefined) return [binary];
  return ordered.length > mostErrors ? ordered.slice(0, 1) : ordered;
}

function refusalError({ reason, offset }: TomlRefusal, { span }: CutStatement, text: string): ConfigSyntaxError {
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
function commentError({ span }: Comment, text: string): readonly ConfigSyntaxError[] {
  const at = text.slice(span.start, span.end).search(controlCharacter);
  if (at < 0) return [];
  const start = span.start + at;
  return [{ message: explainToml("control characters are not allowed in comments"), span: { start, end: start + 1 } }];
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controlCharacter = /[\u0000-\u0008\u000a-\u001f\u007f]/;
