import { isArray, isObject } from "../edit/values.ts";
import type { ConfigValue } from "../tree.ts";
import type { JsonStyle } from "./style.ts";

/** Where a value is written: the indentation of its line, the key it stands under (`key[]` for an item of an array). */
export interface JsonPlace {
  readonly indentation: string;
  readonly place: string;
  /** True if all of it has to fit on the line; undefined if values in the same place decide. */
  readonly isOnOneLine?: boolean | undefined;
}

/** A value as JSON in the style of the file; every line but the first is indented. */
export function renderJson(value: ConfigValue, style: JsonStyle, at: JsonPlace): string {
  if (isArray(value)) return renderList(value, style, at);
  if (isObject(value)) return renderObject(value, style, at);
  return JSON.stringify(value);
}

function renderList(items: readonly ConfigValue[], style: JsonStyle, at: JsonPlace): string {
  const isPlain = !items.some((item) => isArray(item) || isObject(item));
  const isOnOneLine = isInline(style, at, isPlain && style.plainArraysOnOneLine);
  const inner = childPlace(style, at, { place: `${at.place}[]`, isOnOneLine });
  return bracketed(
    "[]",
    items.map((item) => renderJson(item, style, inner)),
    style,
    { at, isOnOneLine, padding: style.arrayPadding },
  );
}

function renderObject(value: { readonly [key: string]: ConfigValue }, style: JsonStyle, at: JsonPlace): string {
  const isOnOneLine = isInline(style, at, false);
  const members = Object.entries(value).map(([key, each]) => {
    const inner = childPlace(style, at, { place: key, isOnOneLine });
    return JSON.stringify(key) + style.colon + renderJson(each, style, inner);
  });
  return bracketed("{}", members, style, { at, isOnOneLine, padding: style.padding });
}

function isInline(style: JsonStyle, at: JsonPlace, fallback: boolean): boolean {
  return at.isOnOneLine ?? style.onOneLine.get(at.place) ?? fallback;
}

function childPlace(
  style: JsonStyle,
  at: JsonPlace,
  { place, isOnOneLine }: { place: string; isOnOneLine: boolean },
): JsonPlace {
  if (isOnOneLine) return { indentation: at.indentation, place, isOnOneLine };
  return { indentation: at.indentation + style.unit, place };
}

interface Brackets {
  readonly at: JsonPlace;
  readonly isOnOneLine: boolean;
  readonly padding: string;
}

function bracketed(brackets: "[]" | "{}", items: readonly string[], style: JsonStyle, how: Brackets): string {
  const [open, close] = [brackets.charAt(0), brackets.charAt(1)];
  if (items.length === 0) return brackets;
  if (how.isOnOneLine) return open + how.padding + items.join(`,${style.gap}`) + how.padding + close;
  const line = style.eol + how.at.indentation;
  const last = style.hasTrailingCommas ? "," : "";
  return open + items.map((item) => line + style.unit + item).join(",") + last + line + close;
}
