import { findComma } from "../edit/commaList.ts";
import { childrenOf, containersIn, isOnOneLine, placeOf, spacesAt } from "../edit/containers.ts";
import { hasNewline, indentationAt, startsLine } from "../edit/lines.ts";
import type { ArrayNode, ConfigNode } from "../tree.ts";
import { shifted } from "./build.ts";
import type { Outline } from "./outline.ts";

/** How a TOML file is written, as far as an insertion needs to know. */
export interface TomlStyle {
  readonly eol: string;
  /** Strings are in single quotes where they can be. */
  readonly prefersLiteral: boolean;
  /** Between a key and its value. */
  readonly equals: string;
  readonly tablePadding: string;
  readonly arrayPadding: string;
  /** How the arrays under a key that are written over several lines look. */
  readonly blocks: ReadonlyMap<string, BlockStyle>;
}

/** An array with its items on lines of their own. */
export interface BlockStyle {
  readonly unit: string;
  readonly hasTrailingComma: boolean;
}

export function tomlStyleOf(outline: Outline, eol: string): TomlStyle {
  const { document, text } = outline;
  const containers = [...containersIn(document.root)];
  const table = containers.find((node) => node.kind === "object" && node.style === "braces" && isOnOneLine(text, node));
  const array = containers.find(
    (node) => node.kind === "array" && node.style === "brackets" && isOnOneLine(text, node),
  );
  const blocks = new Map<string, BlockStyle>();
  for (const node of containers) {
    const block = node.kind === "array" && node.style === "brackets" ? blockOf(outline, node) : undefined;
    if (block !== undefined) blocks.set(placeOf(node.path), block);
  }
  return {
    eol,
    prefersLiteral: prefersLiteral(text, document.root),
    equals: equalsOf(outline),
    tablePadding: table === undefined ? " " : spacesAt(text, table.span.start + 1),
    arrayPadding: array === undefined ? "" : spacesAt(text, array.span.start + 1),
    blocks,
  };
}

/** How an array is written over several lines; undefined if it is not. */
export function blockOf({ text, comments }: Outline, array: ArrayNode): BlockStyle | undefined {
  const [first] = array.items;
  const last = array.items.at(-1);
  if (first === undefined || last === undefined || !startsLine(text, first.span.start)) return undefined;
  if (!hasNewline(text, { start: array.span.start, end: first.span.start })) return undefined;
  const outer = indentationAt(text, array.span.start);
  const inner = indentationAt(text, first.span.start);
  const list = { text, span: array.span, items: [], comments };
  return {
    unit: inner.startsWith(outer) ? inner.slice(outer.length) : "  ",
    hasTrailingComma: findComma(list, last.span.end, array.span.end - 1) !== undefined,
  };
}

/** `=` alone where the last key with a value has it so. */
function equalsOf({ text, statements }: Outline): string {
  const last = statements.findLast((each) => each.statement.value !== undefined);
  const value = last?.statement.value;
  const key = last?.statement.keys.at(-1);
  if (last === undefined || value === undefined || key === undefined) return " = ";
  const between = shifted({ start: key.span.end, end: value.span.start }, last.base);
  return text.slice(between.start, between.end) === "=" ? "=" : " = ";
}

function prefersLiteral(text: string, root: ConfigNode): boolean {
  let balance = 0;
  for (const node of scalarsIn(root)) {
    if (node.kind === "string") balance += text[node.span.start] === "'" ? 1 : -1;
  }
  return balance > 0;
}

function* scalarsIn(node: ConfigNode): Generator<ConfigNode> {
  if (node.kind !== "object" && node.kind !== "array") yield node;
  else for (const child of childrenOf(node)) yield* scalarsIn(child);
}
