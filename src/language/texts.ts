import type { Range } from "vscode-languageserver";
import { LineMap } from "../core/text/lineMap.ts";
import type { Span } from "../core/text/span.ts";

/** The range of the protocol (lines and characters from 0, UTF-16) for a span. */
export function toRange(lines: LineMap, span: Span): Range {
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

/** The span for a range of the protocol. */
export function toSpan(lines: LineMap, { start, end }: Range): Span {
  return {
    start: lines.offsetAt({ line: start.line, column: start.character }),
    end: lines.offsetAt({ line: end.line, column: end.character }),
  };
}

/** Line maps by text: the texts of several problems are mostly the same few. */
export class LineMaps {
  readonly #known = new Map<string, LineMap>();

  of(text: string): LineMap {
    const known = this.#known.get(text) ?? new LineMap(text);
    this.#known.set(text, known);
    return known;
  }
}
