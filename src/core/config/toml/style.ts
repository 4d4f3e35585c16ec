import { findComma } from "../edit/commaList.ts";
import { childrenOf, type ContainerNode, containersIn, isOnOneLine, placeOf, spacesAt } from "../edit/containers.ts";
import { hasNewline, indentationAt, startsLine } from "../edit/lines.ts";
import type { ArrayNode, ConfigNode, ConfigPath } from "../tree.ts";
import { shifted } from "./build.ts";
import type { Outline } from "./outline.ts";

/** How a TOML file is written, as far as an insertion needs to know. */
export interface TomlStyle {
  readonly eol: string;
  /** Strings are in single quotes where they can be. */
  readonly prefersLiteral: boolean;
  /** Between a key and its value, outside of inline tables. */
  readonly equals: string;
  /** Inside the brackets of an array on one line. */
  readonly arrayPadding: string;
  /** How the inline tables under a key are written, and (`*`) any of them. */
  readonly inlineTables: ReadonlyMap<string, InlineStyle>;
  /** How the arrays under a key that are written over several lines look. */
  readonly blocks: ReadonlyMap<string, BlockStyle>;
}

export interface InlineStyle {
  readonly padding: string;
  readonly equals: string;
}

/** An array with its items on lines of their own. */
export interface BlockStyle {
  readonly unit: string;
  readonly hasTrailingComma: boolean;
}

export function tomlStyleOf(outline: Outline, eol: string): TomlStyle {
  const { document, text } = outline;
  const containers = [...containersIn(document.root)];
  const equals = equalsOf(outline);
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
    equals,
    arrayPadding: array === undefined ? "" : spacesAt(text, array.span.start + 1),
    inlineTables: inlineStyles(text, containers, equals),
    blocks,
  };
}

/** The inline tables of a file by the key they stand under (`key[]` for the items of an array), and by their parent's. */
function inlineStyles(text: string, nodes: readonly ContainerNode[], equals: string): ReadonlyMap<string, InlineStyle> {
  const styles = new Map<string, InlineStyle>();
  for (const node of nodes) {
    const [first] = node.kind === "object" ? node.properties : [];
    if (first === undefined || node.kind !== "object" || node.style !== "braces") continue;
    const between = text.slice(first.keySpan.end, first.value.span.start);
    const style = { padding: spacesAt(text, node.span.start + 1), equals: between === "=" ? "=" : " = " };
    styles.set(placeOf(node.path), style);
    styles.set(siblingsOf(node.path), style);
    styles.set("*", style);
  }
  return styles.size === 0 ? new Map([["*", { padding: " ", equals }]]) : styles;
}

/** How an inline table is written: like one under the same key, like one in the same table, like any. */
export function inlineStyle({ inlineTables }: TomlStyle, path: ConfigPath): InlineStyle {
  const shown = inlineTables.get(placeOf(path)) ?? inlineTables.get(siblingsOf(path)) ?? inlineTables.get("*");
  return shown ?? { padding: " ", equals: " = " };
}

function siblingsOf(path: ConfigPath): string {
  return `${String(path.at(-2))}.*`;
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
