import { isArray, isObject } from "../edit/values.ts";
import type { ConfigDocument } from "../syntax.ts";
import { type ConfigValue, nodeAt } from "../tree.ts";
import { childrenOf, type ContainerNode, isOnOneLine, placeOf } from "../edit/containers.ts";
import type { JsonStyle } from "./style.ts";

export interface Layout {
  /** Whether an empty parent gets a line for its first child. */
  readonly opensBlock: boolean;
  /** Whether the new value has to be on one line; undefined if values in the same place of the file decide. */
  readonly isOnOneLine: boolean | undefined;
}

interface NewValue {
  readonly document: ConfigDocument;
  readonly style: JsonStyle;
  readonly parent: ContainerNode;
  readonly value: ConfigValue;
}

/** How a new value is laid out in its parent: like its siblings, or like its parent's surroundings. */
export function layoutOf(added: NewValue): Layout {
  const { document, parent, value } = added;
  const siblings = childrenOf(parent);
  if (siblings.length === 0) return layoutOfOnly(added);
  const alike = siblings.findLast(
    (each) => each.kind === kindOf(value) && isOnOneLine(document.text, each) !== undefined,
  );
  const isParentOnOneLine = isOnOneLine(document.text, parent) === true;
  const decided = alike === undefined ? isParentOnOneLine || undefined : isOnOneLine(document.text, alike);
  return { opensBlock: false, isOnOneLine: decided };
}

function layoutOfOnly({ document, style, parent, value }: NewValue): Layout {
  const outer = parent.path.length === 0 ? undefined : nodeAt(document.root, parent.path.slice(0, -1));
  const isSqueezed = outer !== undefined && isOnOneLine(document.text, outer) === true;
  const known = isSqueezed || style.onOneLine.get(placeOf(parent.path));
  const isPlainItem = parent.kind === "array" && !isArray(value) && !isObject(value);
  const isInline = known ?? (isPlainItem && style.plainArraysOnOneLine);
  return { opensBlock: !isInline, isOnOneLine: isInline ? true : undefined };
}

function kindOf(value: ConfigValue): "array" | "object" | undefined {
  if (isArray(value)) return "array";
  return isObject(value) ? "object" : undefined;
}
