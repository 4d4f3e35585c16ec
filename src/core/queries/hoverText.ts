import type { Place, Span } from "../text/span.ts";

/** What is shown beside a place, and for which text. */
export interface Hover {
  readonly markdown: string;
  readonly span: Span;
  /** Where what is shown is written: a link to it stands below. */
  readonly place?: Place;
}
