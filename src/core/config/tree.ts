import type { Span } from "../text/span.ts";

/** Property names and array indices (from 0) from the root to a value: `["env", "staging", "migrations", 0, "tag"]`. */
export type ConfigPath = readonly (string | number)[];

/**
 * The one small tree both syntaxes are read into. Every node knows its path and the span of its value; TOML tables that
 * are written in several places are one node here, as they are one value for wrangler.
 */
export type ConfigNode = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode | DateNode;

/**
 * How many steps the path of a node has at most. No configuration is nested this deep; what is deeper is left out, so that
 * nobody who walks the tree runs out of stack.
 */
export const deepestPath = 200;

interface NodeBase {
  readonly path: ConfigPath;
  /**
   * The value as written. Of a TOML table with headers: the first header with its brackets; of an array of tables: the
   * first one's header; of a table that only dotted keys or deeper headers imply: the key part that names it.
   */
  readonly span: Span;
}

export interface ObjectNode extends NodeBase {
  readonly kind: "object";
  /** In the order of the text; a key that is written twice in JSON stands here twice, and the last one counts. */
  readonly properties: readonly Property[];
  /** How it is written: JSON or inline TOML braces, a TOML `[header]`, an element of `[[header]]`, or only implied by dotted keys. */
  readonly style: "braces" | "table" | "tableElement" | "implied";
}

export interface Property {
  /** The name, and the span of the key as written (quotes included). Of a `[a.b]` header: the key part in the header. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ConfigNode;
  /** From the key to the end of its value; of a TOML table: header and body up to the last statement in it. */
  readonly span: Span;
}

export interface ArrayNode extends NodeBase {
  readonly kind: "array";
  readonly items: readonly ConfigNode[];
  readonly style: "brackets" | "tables";
}

export interface StringNode extends NodeBase {
  readonly kind: "string";
  readonly value: string;
}

export interface NumberNode extends NodeBase {
  readonly kind: "number";
  readonly value: number | bigint;
}

export interface BooleanNode extends NodeBase {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullNode extends NodeBase {
  readonly kind: "null";
}

/** A TOML date or time; wrangler sees an object of smol-toml, never a string. */
export interface DateNode extends NodeBase {
  readonly kind: "date";
  readonly value: string;
}

/** A plain value as JSON has it: what a node stands for, and what an edit writes. */
export type ConfigValue =
  | string
  | number
  | boolean
  | null
  | readonly ConfigValue[]
  | { readonly [key: string]: ConfigValue };

/** The property that counts under a key (the last one written), or undefined. */
export function property(node: ConfigNode | undefined, key: string): Property | undefined {
  return node?.kind === "object" ? node.properties.findLast((each) => each.key === key) : undefined;
}

/** The value under a key, or undefined if there is none or `node` is no object. */
export function child(node: ConfigNode | undefined, key: string): ConfigNode | undefined {
  return property(node, key)?.value;
}

/** The string under a key, or undefined if there is none or it is something else. */
export function childString(node: ConfigNode | undefined, key: string): StringNode | undefined {
  const value = child(node, key);
  return value?.kind === "string" ? value : undefined;
}

/** The items of the array under a key; none if there is no array. */
export function childItems(node: ConfigNode | undefined, key: string): readonly ConfigNode[] {
  const value = child(node, key);
  return value?.kind === "array" ? value.items : [];
}

/** The node at a path, or undefined. */
export function nodeAt(root: ConfigNode, path: ConfigPath): ConfigNode | undefined {
  let node: ConfigNode | undefined = root;
  for (const step of path) {
    if (typeof step === "string") node = child(node, step);
    else node = node?.kind === "array" ? node.items[step] : undefined;
  }
  return node;
}

/** The value a node stands for, as wrangler would see it (dates as their text, big integers as numbers). */
export function toValue(node: ConfigNode): ConfigValue {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.properties.map((each) => [each.key, toValue(each.value)]));
    case "array":
      return node.items.map(toValue);
    case "null":
      return null;
    case "number":
      return Number(node.value);
    case "string":
    case "boolean":
    case "date":
      return node.value;
  }
}
