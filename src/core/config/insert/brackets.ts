import { insertAt } from "../../text/edits.ts";
import { encloses, type Span } from "../../text/span.ts";
import { findComma } from "../edit/commaList.ts";
import { type ContainerNode, childrenOf } from "../edit/containers.ts";
import { indentationAt, startsLine } from "../edit/lines.ts";
import type { ConfigDocument } from "../syntax.ts";
import { type ConfigNode, type ConfigPath, type ConfigValue, property } from "../tree.ts";
import { type Insertion, nestedContent, type Written } from "./insertion.ts";

/** How a syntax writes a value, or a key with its value, at a place. */
export interface BracketSyntax {
  readonly eol: string;
  /** Behind a comma on one line. */
  readonly gap: string;
  readonly hasTrailingCommas: boolean;
  render(entry: BracketEntry, indentation: string, isOnOneLine: boolean): string;
}

export interface BracketEntry {
  readonly path: ConfigPath;
  /** Undefined for an item of an array. */
  readonly key: string | undefined;
  readonly value: ConfigValue;
}

/** The innermost object or array in brackets around an offset, if the offset lies between what is in it. */
export function bracketsAt(root: ConfigNode, offset: number): ContainerNode | undefined {
  const container = innermost(root, offset);
  const isInItem = container && spansIn(container).some(({ start, end }) => start < offset && offset < end);
  return isInItem === true ? undefined : container;
}

/** Writes an insertion between brackets, with the commas that it needs there; undefined where it does not belong. */
export function writeInBrackets(
  document: ConfigDocument,
  { container, offset }: { readonly container: ContainerNode; readonly offset: number },
  insertion: Insertion,
  syntax: BracketSyntax,
): Written | undefined {
  const entries = entriesFor(container, insertion);
  if (entries === undefined) return undefined;
  const { text } = document;
  const list = commaListOf(document, container);
  const before = list.items.findLast((each) => each.end <= offset);
  const after = list.items.find((each) => each.start >= offset);
  const isOwnLine = startsLine(text, offset);
  const indentation = indentationAt(text, offset);
  const separator = isOwnLine ? `,${syntax.eol}${indentation}` : `,${syntax.gap}`;
  const written = entries.map((each) => syntax.render(each, indentation, !isOwnLine)).join(separator);
  const needsComma = after === undefined ? isOwnLine && syntax.hasTrailingCommas : true;
  const hasComma = findComma(list, offset, after?.start ?? container.span.end - 1) !== undefined;
  const lacksComma = before !== undefined && findComma(list, before.end, offset) === undefined;
  return {
    text: written + (needsComma && !hasComma ? "," : ""),
    edits: lacksComma ? [insertAt(before.end, ",")] : [],
  };
}

/** What has to be written in the container itself: what is missing on the way is written around the content. */
function entriesFor(container: ContainerNode, { path, content }: Insertion): readonly BracketEntry[] | undefined {
  const own = container.path;
  const isOnTheWay = own.every((step, index) => path[index] === step);
  if (!isOnTheWay) return undefined;
  const [next, ...rest] = path.slice(own.length);
  if (next !== undefined) {
    if (container.kind !== "object" || typeof next === "number" || property(container, next) !== undefined)
      return undefined;
    return [{ path: [...own, next], key: next, value: nestedContent(rest, content) }];
  }
  if (content.kind === "items") {
    if (container.kind !== "array") return undefined;
    return content.items.map((value) => ({ path: [...own, 0], key: undefined, value }));
  }
  if (container.kind !== "object") return undefined;
  return content.properties.map(([key, value]) => ({ path: [...own, key], key, value }));
}

function innermost(node: ConfigNode, offset: number): ContainerNode | undefined {
  if (node.kind !== "object" && node.kind !== "array") return undefined;
  for (const child of childrenOf(node)) {
    const found = innermost(child, offset);
    if (found !== undefined) return found;
  }
  const hasBrackets = node.style === "braces" || node.style === "brackets";
  return hasBrackets && encloses(inside(node.span), { start: offset, end: offset }) ? node : undefined;
}

function inside({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}

function spansIn(node: ContainerNode): readonly Span[] {
  return node.kind === "array" ? node.items.map((each) => each.span) : node.properties.map((each) => each.span);
}

function commaListOf({ text, comments }: ConfigDocument, node: ContainerNode) {
  return { text, span: node.span, items: spansIn(node), comments: comments.map((each) => each.span) };
}
