import type { Comment } from "./text/comment.ts";
import { LineMap } from "./text/lineMap.ts";

/** Decides whether a comment of the file silences a rule at an offset. */
export type Suppression = (rule: string, offset: number) => boolean;

const directive = /^\s*durable-objects-(disable(?:-next-line|-line)?)(?!\S)([^]*)$/;

/**
 * Reads `durable-objects-disable-next-line`, `durable-objects-disable-line` and `durable-objects-disable` (the whole
 * file), each followed by rule ids (commas or blanks between them, a reason behind `--`), or by nothing for every rule.
 */
export function readSuppressions(text: string, comments: readonly Comment[]): Suppression {
  const found = comments.filter((comment) => comment.text.includes("durable-objects-disable"));
  if (found.length === 0) return () => false;
  const lines = new LineMap(text);
  const directives = found.flatMap((comment) => readDirective(comment, lines));
  return (rule, offset) => {
    const line = lines.positionAt(offset).line;
    return directives.some((each) => (each.line === undefined || each.line === line) && names(each.rules, rule));
  };
}

interface Directive {
  /** The line it silences, from 0; undefined for the whole file. */
  readonly line: number | undefined;
  readonly rules: readonly string[];
}

function readDirective(comment: Comment, lines: LineMap): readonly Directive[] {
  const match = directive.exec(comment.text);
  if (match === null) return [];
  const [ids = ""] = (match[2] ?? "").split("--");
  const rules = ids.split(/[\s,]+/).filter((id) => id !== "");
  if (match[1] === "disable") return [{ line: undefined, rules }];
  if (match[1] === "disable-line") return [{ line: lines.positionAt(comment.span.start).line, rules }];
  return [{ line: lines.positionAt(comment.span.end).line + 1, rules }];
}

function names(rules: readonly string[], rule: string): boolean {
  return rules.length === 0 || rules.includes(rule);
}
