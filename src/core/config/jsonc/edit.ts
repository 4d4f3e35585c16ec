import type { TextEdit } from "../../text/edits.ts";
import type { CommaList } from "../edit/commaList.ts";
import { insertItem } from "../edit/insertItem.ts";
import { indentationAt } from "../edit/lines.ts";
import { removeItem } from "../edit/removeItem.ts";
import type { Edited } from "../edit/sequence.ts";
import type { ConfigChange, ConfigDocument } from "../syntax.ts";
import { type ConfigNode, type ConfigPath, type ConfigValue, nodeAt } from "../tree.ts";
import { layoutOf } from "./layout.ts";
import { renderJson } from "./render.ts";
import { type ContainerNode, isOnOneLine, placeOf } from "../edit/containers.ts";
import { type JsonStyle, styleOf } from "./style.ts";

/** The edits of a JSON file that make one change, or undefined if it cannot be made. */
export function editJsonc(document: ConfigDocument, change: ConfigChange, eol: string): Edited | undefined {
  const file = { document, style: styleOf(document, eol) };
  switch (change.kind) {
    case "set":
      return setValue(file, change.path, change.value);
    case "append":
      return append(file, change.path, change.value);
    case "remove":
      return remove(document, change.path);
    case "rename":
      return rename(document, change.path, change.key);
    default:
      return change satisfies never;
  }
}

interface JsonFile {
  readonly document: ConfigDocument;
  readonly style: JsonStyle;
}

function setValue(file: JsonFile, path: ConfigPath, value: ConfigValue): Edited | undefined {
  const old = nodeAt(file.document.root, path);
  if (old !== undefined) return { edits: [replacement(file, old, value)] };
  const step = path.at(-1);
  if (step === undefined) return undefined;
  const parentPath = path.slice(0, -1);
  const parent = nodeAt(file.document.root, parentPath);
  if (parent === undefined || parent.kind === "null")
    return setValue(file, parentPath, typeof step === "number" ? [value] : { [step]: value });
  if (parent.kind === "object" && typeof step === "string") return addTo(file, parent, { key: step, value });
  return parent.kind === "array" && step === parent.items.length ? addTo(file, parent, { value }) : undefined;
}

function append(file: JsonFile, path: ConfigPath, value: ConfigValue): Edited | undefined {
  const array = nodeAt(file.document.root, path);
  if (array === undefined || array.kind === "null") return setValue(file, path, [value]);
  return array.kind === "array" ? addTo(file, array, { value }) : undefined;
}

function replacement({ document, style }: JsonFile, old: ConfigNode, value: ConfigValue): TextEdit {
  const parent = nodeAt(document.root, old.path.slice(0, -1));
  const isSqueezed = parent !== undefined && isOnOneLine(document.text, parent) === true;
  const at = {
    indentation: indentationAt(document.text, old.span.start),
    place: placeOf(old.path),
    isOnOneLine: isOnOneLine(document.text, old) ?? (isSqueezed || undefined),
  };
  return { span: old.span, newText: renderJson(value, style, at) };
}

interface NewChild {
  readonly key?: string;
  readonly value: ConfigValue;
}

function addTo({ document, style }: JsonFile, parent: ContainerNode, { key, value }: NewChild): Edited {
  const place = placeOf([...parent.path, key ?? 0]);
  const prefix = key === undefined ? "" : JSON.stringify(key) + style.colon;
  const layout = layoutOf({ document, style, parent, value });
  const edits = insertItem(listOf(document, parent), {
    render: (indentation) => prefix + renderJson(value, style, { indentation, place, isOnOneLine: layout.isOnOneLine }),
    unit: style.unit,
    padding: key === undefined ? style.arrayPadding : style.padding,
    gap: style.gap,
    opensBlock: layout.opensBlock,
    hasTrailingComma: style.hasTrailingCommas,
  });
  return { edits };
}

function remove(document: ConfigDocument, path: ConfigPath): Edited | undefined {
  const step = path.at(-1);
  const parent = nodeAt(document.root, path.slice(0, -1));
  if (parent?.kind === "array" && typeof step === "number") {
    return { edits: removeItem(listOf(document, parent), step) };
  }
  if (parent?.kind !== "object") return undefined;
  const index = parent.properties.findLastIndex((each) => each.key === step);
  return index < 0 ? undefined : { edits: removeItem(listOf(document, parent), index) };
}

function rename(document: ConfigDocument, path: ConfigPath, key: string): Edited | undefined {
  const parent = nodeAt(document.root, path.slice(0, -1));
  if (parent?.kind !== "object") return undefined;
  const found = parent.properties.filter((each) => each.key === path.at(-1));
  return { edits: found.map((each) => ({ span: each.keySpan, newText: JSON.stringify(key) })) };
}

function listOf(document: ConfigDocument, node: ContainerNode): CommaList {
  const items = node.kind === "array" ? node.items.map((each) => each.span) : node.properties.map((each) => each.span);
  return { text: document.text, span: node.span, items, comments: document.comments.map((each) => each.span) };
}
