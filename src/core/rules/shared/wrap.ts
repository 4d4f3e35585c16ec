import type { ConfigNode } from "../../config/tree.ts";
import { insertAt, type TextEdit } from "../../text/edits.ts";

/** Edits that make an array of one value: `[…]` around it, or `[[header]]` of a TOML table's `[header]`; undefined for an implied table. */
export function wrapInBrackets(node: ConfigNode): readonly TextEdit[] | undefined {
  if (node.kind === "object" && (node.style === "implied" || node.style === "tableElement")) return undefined;
  return [insertAt(node.span.start, "["), insertAt(node.span.end, "]")];
}
