import type { Span } from "./span.ts";

/** A comment without its marks and the blanks inside them, and the span with the marks. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}
