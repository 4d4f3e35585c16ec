import stringify from "@iarna/toml/stringify.js";
import { placeOf } from "../edit/containers.ts";
import { isArray, isObject } from "../edit/values.ts";
import type { ConfigPath, ConfigValue } from "../tree.ts";
import { type BlockStyle, inlineStyle, type TomlStyle } from "./style.ts";

/** Where a value is written. */
export interface TomlPlace {
  /** The indentation of its line. */
  readonly indentation: string;
  readonly path: ConfigPath;
  /** Set if it replaces a string in single quotes, or an array over several lines. */
  readonly isLiteral?: boolean | undefined;
  readonly block?: BlockStyle | undefined;
}

/** Whether TOML can express a value: it has no null, and no half of a surrogate pair. */
export function isWritable(value: ConfigValue): boolean {
  if (isArray(value)) return value.every(isWritable);
  if (isObject(value)) return Object.entries(value).every(([key, each]) => isWritable(key) && isWritable(each));
  return typeof value === "string" ? !/\p{Surrogate}/u.test(value) : value !== null;
}

/** A value as TOML, on one line unless arrays in the same place of the file have lines for their items. */
export function renderToml(value: ConfigValue, style: TomlStyle, at: TomlPlace): string {
  if (isArray(value)) return renderArray(value, style, at);
  if (isObject(value)) return renderTable(value, style, at);
  if (typeof value === "string") return renderString(value, at.isLiteral ?? style.prefersLiteral);
  return typeof value === "number" ? renderNumber(value) : String(value);
}

function renderArray(items: readonly ConfigValue[], style: TomlStyle, at: TomlPlace): string {
  if (items.length === 0) return "[]";
  const block = at.block ?? style.blocks.get(placeOf(at.path));
  const indentation = block === undefined ? at.indentation : at.indentation + block.unit;
  const written = items.map((item) => renderToml(item, style, { indentation, path: [...at.path, 0] }));
  if (block === undefined) return `[${style.arrayPadding}${written.join(", ")}${style.arrayPadding}]`;
  const line = style.eol + indentation;
  return `[${line}${written.join(`,${line}`)}${block.hasTrailingComma ? "," : ""}${style.eol}${at.indentation}]`;
}

function renderTable(value: { readonly [key: string]: ConfigValue }, style: TomlStyle, at: TomlPlace): string {
  const { padding, equals } = inlineStyle(style, at.path);
  const members = Object.entries(value).map(([key, each]) => {
    const inner = { indentation: at.indentation, path: [...at.path, key] };
    return renderKey(key) + equals + renderToml(each, style, inner);
  });
  return members.length === 0 ? "{}" : `{${padding}${members.join(", ")}${padding}}`;
}

/** A key, in quotes where it needs them. */
export function renderKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : basicString(key);
}

/** The dotted key of a path; the indices of arrays are not part of it. */
export function renderKeys(path: ConfigPath): string {
  return path.flatMap((step) => (typeof step === "string" ? [renderKey(step)] : [])).join(".");
}

function renderString(value: string, isLiteral: boolean): string {
  return isLiteral && !needsEscapes.test(value) ? `'${value}'` : basicString(value);
}

// oxlint-disable-next-line no-control-regex -- control characters cannot stand in single quotes
const needsEscapes = /['\u0000-\u0008\u000a-\u001f\u007f]/;

/** The writer escapes only the first control character of a string, so it is given them one by one. */
function basicString(value: string): string {
  const parts = value.split(afterControlCharacter).map((part) => stringify.value(part).slice(1, -1));
  return `"${parts.join("")}"`;
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const afterControlCharacter = /(?<=[\u0000-\u001f\u007f])/;

function renderNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  const isTooLarge = Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes("e");
  return isTooLarge ? `${text}.0` : text;
}
