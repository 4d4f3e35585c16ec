import type { WranglerConfig } from "./config/model.ts";
import type { ConfigDocument } from "./config/syntax.ts";
import type { ConfigNode } from "./config/tree.ts";
import type { Place, Span } from "./text/span.ts";

/** Whether all of a configuration could be read, so that what is not there is missing. */
export function isWhole({ syntaxErrors, isPartial }: ConfigDocument): boolean {
  return isPartial !== true && syntaxErrors.every((error) => error.losesNothing);
}

/**
 * Tells the places that are about a statement that cannot be read: the syntax error is said there already, and what is
 * missing from a half-typed table is still to come.
 */
export function brokenPlaces({ path, document }: WranglerConfig): (place: Place) => boolean {
  const errors = document.syntaxErrors.map(({ span }) => span);
  if (errors.length === 0) return () => false;
  const extents = extentsIn(document);
  return (place) => {
    if (place.path !== path) return false;
    const own = [place.span, ...(extents.get(keyOf(place.span)) ?? [])];
    return errors.some((error) => own.some((span) => touches(document, span, error)));
  };
}

/** What belongs to the spans that stand for more than themselves: keys, and the headers of TOML tables. */
function extentsIn({ root, text, format }: ConfigDocument): ReadonlyMap<string, readonly Span[]> {
  const extents = new Map<string, Span[]>();
  const add = (span: Span, extent: Span): void =>
    void extents.set(keyOf(span), [...(extents.get(keyOf(span)) ?? []), extent]);
  const headers: Span[] = [];
  const visit = (node: ConfigNode): void => {
    if (node.kind === "array") for (const item of node.items) visit(item);
    if (node.kind !== "object") return;
    if (node.style === "table" || node.style === "tableElement") headers.push(node.span);
    for (const { keySpan, span, value } of node.properties) {
      add(keySpan, span);
      visit(value);
    }
  };
  visit(root);
  if (format === "jsonc") return extents;
  const starts = headers.map(({ start }) => start).toSorted((a, b) => a - b);
  for (const header of headers) {
    const end = starts.find((start) => start > header.start) ?? text.length;
    add(header, { start: header.start, end });
  }
  return extents;
}

/** Whether two spans overlap, nothing but blanks and punctuation lies between them, or, in TOML, they are on one line. */
function touches({ text, format }: ConfigDocument, a: Span, b: Span): boolean {
  const [first, second] = a.start <= b.start ? [a, b] : [b, a];
  const between = text.slice(first.end, second.start);
  return first.end >= second.start || /^[\s:=,]*$/.test(between) || (format === "toml" && !between.includes("\n"));
}

function keyOf({ start, end }: Span): string {
  return `${start} ${end}`;
}
