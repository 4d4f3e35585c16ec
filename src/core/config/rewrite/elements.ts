import { isBlank, lineStart, startsLine } from "../edit/lines.ts";
import type { Comment } from "../../text/comment.ts";
import type { ConfigDocument } from "../syntax.ts";
import type { ConfigNode, ConfigPath } from "../tree.ts";

/** What is written beside a property or an item: the lines of the comments above it and behind it, and an empty line before. */
export interface Surroundings {
  readonly above: readonly string[];
  readonly behind: readonly string[];
  readonly hasBlankBefore: boolean;
}

/** The comments of a document, by what they belong to. */
export interface Surrounded {
  of(path: ConfigPath): Surroundings;
  /** The comments behind the last thing. */
  readonly atEnd: readonly string[];
}

interface Element {
  readonly path: ConfigPath;
  readonly start: number;
}

/**
 * Gives each comment to a property or item: one that stands behind something on its line to that, one on lines of its own
 * to what follows it, wherever that is.
 */
export function surroundingsOf({ root, text, comments }: ConfigDocument): Surrounded {
  const elements = [...elementsIn(root)].toSorted((a, b) => a.start - b.start);
  const above = new Map<string, string[]>();
  const behind = new Map<string, string[]>();
  const atEnd: string[] = [];
  for (const comment of comments) {
    const before = startsLine(text, comment.span.start)
      ? undefined
      : elements.findLast(({ start }) => start < comment.span.start && start >= lineStart(text, comment.span.start));
    const next = elements.find(({ start }) => start >= comment.span.end);
    if (before !== undefined) add(behind, before.path, linesOf(comment));
    else if (next !== undefined) add(above, next.path, linesOf(comment));
    else atEnd.push(...linesOf(comment));
  }
  const starts = new Map(elements.map(({ path, start }) => [JSON.stringify(path), start]));
  return {
    of(path) {
      const key = JSON.stringify(path);
      return {
        above: above.get(key) ?? [],
        behind: behind.get(key) ?? [],
        hasBlankBefore: hasBlankBefore(text, comments, starts.get(key) ?? 0),
      };
    },
    atEnd,
  };
}

function* elementsIn(node: ConfigNode): Generator<Element> {
  if (node.kind === "object") {
    for (const { keySpan, value } of node.properties) {
      yield { path: value.path, start: keySpan.start };
      yield* elementsIn(value);
    }
  } else if (node.kind === "array") {
    for (const item of node.items) {
      yield { path: item.path, start: item.span.start };
      yield* elementsIn(item);
    }
  }
}

function add(map: Map<string, string[]>, path: ConfigPath, lines: readonly string[]): void {
  const key = JSON.stringify(path);
  map.set(key, [...(map.get(key) ?? []), ...lines]);
}

/** The lines of a comment, without the stars that those of a block begin with. */
function linesOf({ text }: Comment): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.replace(/^\s*\*(?: |$)/, "").trim());
}

/** Whether an empty line stands above a thing, or above the comments over it. */
function hasBlankBefore(text: string, comments: readonly Comment[], start: number): boolean {
  let line = lineStart(text, start);
  for (const { span } of comments.toReversed()) {
    if (span.end <= line && isBlank(text.slice(span.end, line)) && startsLine(text, span.start))
      if (!/\n[ \t]*\r?\n/.test(text.slice(span.end, line))) line = lineStart(text, span.start);
  }
  return /\n[ \t]*\r?\n$/.test(text.slice(0, line));
}
