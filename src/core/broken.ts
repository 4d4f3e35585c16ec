import type { WranglerConfig } from "./config/model.ts";
import type { ConfigDocument } from "./config/syntax.ts";
import type { ConfigNode, ObjectNode } from "./config/tree.ts";
import type { Place, Span } from "./text/span.ts";

/** Whether all of a configuration could be read, so that what is not there is missing. */
export function isWhole({ syntaxErrors, isPartial }: ConfigDocument): boolean {
  return isPartial !== true && syntaxErrors.every((error) => error.losesNothing);
}

/**
 * Tells the places that are about what cannot be read: the syntax error is said there already, what is missing from a
 * half-typed table is still to come, and after a mistake values are taken for keys, and keys for another table's.
 */
export function brokenPlaces({ path, document }: WranglerConfig): (place: Place) => boolean {
  const errors = document.syntaxErrors.map(({ span }) => span);
  if (errors.length === 0) return () => false;
  if (document.syntaxErrors.some(({ isMisnested }) => isMisnested)) return (place) => place.path === path;
  const extents = extentsIn(document);
  const sections = isWhole(document) ? [] : sectionsIn(document).filter((each) => errors.some(within(each)));
  return (place) => {
    if (place.path !== path) return false;
    const own = [place.span, ...(extents.get(keyOf(place.span)) ?? [])];
    if (errors.some((error) => own.some((span) => touches(document, span, error)))) return true;
    return sections.some((each) => within(each)(place.span));
  };
}

function within({ start, end }: Span): (span: Span) => boolean {
  return (span) => span.start >= start && span.start <= end;
}

/** What a mistake spoils: a property of the top level or of an environment; in TOML a header and what stands below it. */
function sectionsIn(document: ConfigDocument): readonly Span[] {
  const { root, format, text } = document;
  if (format === "toml") return tablesIn(root, text);
  return root.properties.flatMap(({ key, span, value }) =>
    key === "env" && value.kind === "object" ? environmentSections(value, span) : [span],
  );
}

function environmentSections(environments: ObjectNode, whole: Span): readonly Span[] {
  const sections = environments.properties.flatMap(({ span, value }) =>
    value.kind === "object" && value.properties.length > 0 ? value.properties.map((each) => each.span) : [span],
  );
  const last = environments.properties.at(-1)?.span.end ?? whole.start;
  return [...sections, { start: last, end: whole.end }];
}

/** What belongs to the spans that stand for more than themselves: keys, and the headers of TOML tables. */
function extentsIn({ root, text, format }: ConfigDocument): ReadonlyMap<string, readonly Span[]> {
  const extents = new Map<string, Span[]>();
  const add = (span: Span, extent: Span): void =>
    void extents.set(keyOf(span), [...(extents.get(keyOf(span)) ?? []), extent]);
  for (const { properties } of objectsIn(root)) for (const { keySpan, span } of properties) add(keySpan, span);
  if (format === "toml") for (const table of tablesIn(root, text)) add(table.header, table);
  return extents;
}

/** Each table with a header, from there to the next header. */
function tablesIn(root: ObjectNode, text: string): readonly (Span & { readonly header: Span })[] {
  const headers = objectsIn(root)
    .filter(({ style }) => style === "table" || style === "tableElement")
    .map(({ span }) => span)
    .toSorted((a, b) => a.start - b.start);
  return headers.map((header, index) => ({
    header,
    start: header.start,
    end: (headers[index + 1]?.start ?? text.length + 1) - 1,
  }));
}

function objectsIn(node: ConfigNode): readonly ObjectNode[] {
  if (node.kind === "array") return node.items.flatMap(objectsIn);
  return node.kind === "object" ? [node, ...node.properties.flatMap(({ value }) => objectsIn(value))] : [];
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
