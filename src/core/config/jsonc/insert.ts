import { lineEndingOf } from "../../text/edits.ts";
import { placeOf } from "../edit/containers.ts";
import { bracketsAt, type BracketSyntax, writeInBrackets } from "../insert/brackets.ts";
import type { Insertion, Written } from "../insert/insertion.ts";
import type { ConfigDocument } from "../syntax.ts";
import { renderJson } from "./render.ts";
import { type JsonStyle, styleOf } from "./style.ts";

/** Writes an insertion at an offset of a JSON file, in the style of the file; undefined where it cannot stand there. */
export function insertInJson(document: ConfigDocument, offset: number, insertion: Insertion): Written | undefined {
  const container = bracketsAt(document.root, offset);
  if (container === undefined) return undefined;
  const style = styleOf(document, lineEndingOf(document.text));
  return writeInBrackets(document, { container, offset }, insertion, syntaxOf(style, insertion));
}

function syntaxOf(style: JsonStyle, { path, isInline }: Insertion): BracketSyntax {
  const { eol, gap, hasTrailingCommas } = style;
  const onOneLine = isInline ? new Map([...style.onOneLine, [placeOf([...path, 0]), true]]) : style.onOneLine;
  return {
    eol,
    gap,
    hasTrailingCommas,
    render({ path: at, key, value }, indentation, isSqueezed) {
      const place = { indentation, place: placeOf(at), ...(isSqueezed && { isOnOneLine: true }) };
      const prefix = key === undefined ? "" : JSON.stringify(key) + style.colon;
      return prefix + renderJson(value, { ...style, onOneLine }, place);
    },
  };
}
