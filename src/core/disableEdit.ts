import { formatOf, parseDocument } from "./config/document.ts";
import type { Comment } from "./text/comment.ts";
import { isConfigPath } from "./discovery.ts";
import { maxConfigLength } from "./analysis.ts";
import { commentsOf } from "./source/comments.ts";
import { parseModule } from "./source/parsedModule.ts";
import { isScript } from "./source/resolver.ts";
import { readSuppressions } from "./suppress.ts";
import { applyEdits, insertAt, lineEndingOf, type TextEdit } from "./text/edits.ts";
import { runStart } from "./text/run.ts";
import type { FilePath } from "./text/span.ts";

/** What is to be silenced: a rule at an offset of a file, for its line or for the whole file. */
export interface Disabling {
  readonly path: FilePath;
  readonly text: string;
  readonly rule: string;
  readonly offset: number;
  readonly scope: "line" | "file";
}

/**
 * The edit that silences a rule with a comment in the style of the file: above the line and as far indented, at the top
 * for a whole file, or in a comment that silences another rule there already. Undefined where a comment would be none
 * (inside a template literal, in the text of JSX) or is not read (Python, a file that is too long).
 */
export function disableEdit(disabling: Disabling): TextEdit | undefined {
  const { path, text, rule, offset } = disabling;
  const comments = text.length > maxConfigLength ? undefined : commentsIn(path, text);
  if (comments === undefined) return undefined;
  const edit = extension(disabling, comments) ?? insertion(disabling);
  const after = applyEdits(text, [edit]);
  const isBehind = edit.span.start <= offset;
  const suppresses = readSuppressions(after, commentsIn(path, after) ?? []);
  return suppresses(rule, isBehind ? offset + edit.newText.length : offset) ? edit : undefined;
}

function commentsIn(path: FilePath, text: string): readonly Comment[] | undefined {
  if (isConfigPath(path)) return parseDocument(text, formatOf(path)).comments;
  const ast = isScript(path) ? parseModule(path, text) : undefined;
  return ast && commentsOf(ast);
}

function insertion({ path, text, rule, offset, scope }: Disabling): TextEdit {
  const mark = isConfigPath(path) && formatOf(path) === "toml" ? "#" : "//";
  const lineEnding = lineEndingOf(text);
  if (scope === "file") return insertAt(shebangEnd(text), `${mark} durable-objects-disable ${rule}${lineEnding}`);
  const start = lineStart(text, offset);
  const indentation = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  return insertAt(start, `${indentation}${mark} durable-objects-disable-next-line ${rule}${lineEnding}`);
}

function shebangEnd(text: string): number {
  return /^#!.*\r?\n/.exec(text)?.[0].length ?? markEnd(text);
}

function lineStart(text: string, offset: number): number {
  const before = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1));
  return Math.max(before + 1, markEnd(text));
}

/** A byte order mark is one only as the first character. */
function markEnd(text: string): number {
  return text.startsWith("\uFEFF") ? 1 : 0;
}

/** Ids behind the directive, up to a reason or the end of the comment. */
const directives = {
  line: /durable-objects-disable-(?:next-)?line[ \t]+[\w-]+(?:[\s,]+(?!--)[\w-]+)*/,
  file: /durable-objects-disable[ \t]+[\w-]+(?:[\s,]+(?!--)[\w-]+)*/,
} as const;

/** Adds the rule to the comment that silences others for the same line or file. */
function extension({ text, rule, offset, scope }: Disabling, comments: readonly Comment[]): TextEdit | undefined {
  for (const { span } of comments) {
    const match = directives[scope].exec(text.slice(span.start, span.end));
    if (match === null) continue;
    const other = match[0].slice(runStart(match[0], match[0].length, /[\w-]/));
    const isThere = readSuppressions(
      text,
      comments.filter((each) => each.span === span),
    )(other, offset);
    if (isThere) return insertAt(span.start + match.index + match[0].length, `, ${rule}`);
  }
  return undefined;
}
