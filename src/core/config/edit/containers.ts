import { hasNewline } from "./lines.ts";
import type { ArrayNode, ConfigNode, ConfigPath, ObjectNode } from "../tree.ts";

export type ContainerNode = ObjectNode | ArrayNode;

/** The objects and arrays of a tree, each before what is in it. */
export function* containersIn(node: ConfigNode): Generator<ContainerNode> {
  if (node.kind !== "object" && node.kind !== "array") return;
  yield node;
  for (const child of childrenOf(node)) yield* containersIn(child);
}

export function childrenOf(node: ContainerNode): readonly ConfigNode[] {
  return node.kind === "array" ? node.items : node.properties.map((each) => each.value);
}

/** What is alike in different places of a file: the values under one key, the items of the arrays under one key (`key[]`). */
export function placeOf(path: ConfigPath): string {
  const last = path.at(-1);
  return typeof last === "number" ? `${path.at(-2) ?? ""}[]` : (last ?? "");
}

/** Whether an object or array in brackets is written on one line; undefined for one that is empty, and for anything else. */
export function isOnOneLine(text: string, node: ConfigNode): boolean | undefined {
  const isContainer = node.kind === "object" || node.kind === "array";
  return isContainer && childrenOf(node).length > 0 ? !hasNewline(text, node.span) : undefined;
}

/** The spaces and tabs at an offset. */
export function spacesAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(at, at + 100))?.[0] ?? "";
}
