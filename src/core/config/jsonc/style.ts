import { findComma } from "../edit/commaList.ts";
import { childrenOf, type ContainerNode, containersIn, isOnOneLine, placeOf, spacesAt } from "../edit/containers.ts";
import { hasNewline, indentationAt, startsLine } from "../edit/lines.ts";
import type { ConfigDocument } from "../syntax.ts";

/** How a JSON file is written, as far as an insertion needs to know. */
export interface JsonStyle {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** Between a key and its value. */
  readonly colon: string;
  /** Behind a comma on one line. */
  readonly gap: string;
  /** Inside the braces of an object on one line, and inside the brackets of an array. */
  readonly padding: string;
  readonly arrayPadding: string;
  readonly hasTrailingCommas: boolean;
  /** Whether the objects and arrays under a key, and the items of arrays under a key (`key[]`), are written on one line. */
  readonly onOneLine: ReadonlyMap<string, boolean>;
  /** The same for arrays without objects in them, whatever their key. */
  readonly plainArraysOnOneLine: boolean;
}

/** Reads the style off what is there; where a file shows nothing, it is two spaces and no trailing commas. */
export function styleOf(document: ConfigDocument, eol: string): JsonStyle {
  const { text } = document;
  const containers = [...containersIn(document.root)].filter((node) => childrenOf(node).length > 0);
  const objects = containers.filter((node) => node.kind === "object");
  const colon = colonOf(text, objects);
  const gap = colon === ":" ? "" : " ";
  const inline = objects.find((node) => isOnOneLine(text, node));
  const inlineArray = containers.find((node) => node.kind === "array" && isOnOneLine(text, node));
  const plain = containers.filter((node) => node.kind === "array" && isPlain(node));
  const onOneLine = new Map<string, boolean>();
  for (const node of containers) onOneLine.set(placeOf(node.path), isOnOneLine(text, node) ?? false);
  return {
    eol,
    unit: unitOf(text, containers) ?? "  ",
    colon,
    gap,
    padding: inline === undefined ? gap : spacesAt(text, inline.span.start + 1),
    arrayPadding: inlineArray === undefined ? "" : spacesAt(text, inlineArray.span.start + 1),
    hasTrailingCommas: writesTrailingCommas(document, containers),
    onOneLine,
    plainArraysOnOneLine: plain.filter((node) => hasNewline(text, node.span)).length * 2 <= plain.length,
  };
}

function isPlain(node: ContainerNode): boolean {
  return childrenOf(node).every((child) => child.kind !== "object" && child.kind !== "array");
}

function colonOf(text: string, objects: readonly ContainerNode[]): string {
  const property = objects.flatMap((node) => (node.kind === "object" ? node.properties : [])).at(-1);
  const written = property === undefined ? ": " : text.slice(property.keySpan.end, property.value.span.start);
  return written === ":" ? ":" : ": ";
}

/** What the first item on a line of its own is indented by, against the line its container begins on. */
function unitOf(text: string, containers: readonly ContainerNode[]): string | undefined {
  for (const node of containers) {
    const first = node.kind === "object" ? node.properties[0]?.keySpan : node.items[0]?.span;
    if (first === undefined || !startsLine(text, first.start)) continue;
    const outer = indentationAt(text, node.span.start);
    const inner = indentationAt(text, first.start);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return undefined;
}

/**
 * Whether most lists that could have a trailing comma have one. A single one is no habit: it stands there because
 * somebody is about to write what comes next.
 */
function writesTrailingCommas(document: ConfigDocument, containers: readonly ContainerNode[]): boolean {
  const lists = containers.filter((node) => hasNewline(document.text, node.span));
  const trailing = lists.filter((node) => hasTrailingComma(document, node));
  return trailing.length > 1 && trailing.length * 2 > lists.length;
}

function hasTrailingComma({ text, comments }: ConfigDocument, node: ContainerNode): boolean {
  const last = childrenOf(node).at(-1);
  if (last === undefined) return false;
  const list = { text, span: node.span, items: [], comments: comments.map((each) => each.span) };
  return findComma(list, last.span.end, node.span.end - 1) !== undefined;
}
