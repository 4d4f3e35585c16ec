import type { Content } from "../../config/insert/insertion.ts";
import type { ConfigValue } from "../../config/tree.ts";
import { type ConfigSnippet, isPlaceholder, type Placeholder, type SnippetValue } from "../snippetData.ts";

/** What stands at each tab stop: the default first, then the others to choose from. */
export type Stops = ReadonlyMap<number, readonly (string | number)[]>;

/** Stand for a tab stop in a rendered text: private characters that no configuration has. */
const [keyMark, valueMark, endMark] = ["\uE000", "\uE001", "\uE002"];

/** The content of a snippet as it is when every default is accepted. */
export function acceptedContent(snippet: ConfigSnippet, stops: Stops): Content {
  return contentOf(snippet, ({ $: stop, text }) => stops.get(stop)?.[0] ?? text);
}

/** The content with a mark in the place of each tab stop; `toSnippet` turns the marks of the rendered text into stops. */
export function markedContent(snippet: ConfigSnippet): Content {
  return contentOf(snippet, ({ $: stop }, isKey) => `${isKey ? keyMark : valueMark}${stop}${endMark}`);
}

/** A rendered text with marks as VS Code's (and the protocol's) snippet syntax. */
export function toSnippet(text: string, stops: Stops, isToml: boolean): string {
  const seen = new Set<number>();
  const parts = text.split(new RegExp(`(["']?[${keyMark}${valueMark}]\\d+${endMark}["']?)`));
  return parts
    .map((part) => (part.includes(endMark) ? stopText(part, { stops, seen, isToml }) : escape(part)))
    .join("");
}

/** Every placeholder of a snippet, with whether it stands in the place of a key. */
export function placeholdersOf({ insert }: ConfigSnippet): readonly FoundPlaceholder[] {
  if (insert.kind === "items") return insert.items.flatMap(inValue);
  return insert.properties.flatMap(({ key, value }) => [
    ...(typeof key === "string" ? [] : [{ placeholder: key, isKey: true }]),
    ...inValue(value),
  ]);
}

export interface FoundPlaceholder {
  readonly placeholder: Placeholder;
  readonly isKey: boolean;
}

function inValue(value: SnippetValue): readonly FoundPlaceholder[] {
  if (typeof value !== "object") return [];
  if (isPlaceholder(value)) return [{ placeholder: value, isKey: false }];
  return Object.values<SnippetValue>(value).flatMap(inValue);
}

type Fill = (placeholder: Placeholder, isKey: boolean) => string | number;

function contentOf({ insert }: ConfigSnippet, fill: Fill): Content {
  if (insert.kind === "items") return { kind: "items", items: insert.items.map((item) => filled(item, fill)) };
  const properties = insert.properties.map(
    ({ key, value }) => [typeof key === "string" ? key : String(fill(key, true)), filled(value, fill)] as const,
  );
  return { kind: "properties", properties };
}

function filled(value: SnippetValue, fill: Fill): ConfigValue {
  if (typeof value !== "object") return value;
  if (isPlaceholder(value)) return fill(value, false);
  if (isList(value)) return value.map((each) => filled(each, fill));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, fill)]));
}

function isList(value: SnippetValue): value is readonly SnippetValue[] {
  return Array.isArray(value);
}

interface Stopped {
  readonly stops: Stops;
  readonly seen: Set<number>;
  readonly isToml: boolean;
}

/** A mark with its quotes: a number and a bare key of TOML lose them. */
function stopText(part: string, { stops, seen, isToml }: Stopped): string {
  const stop = Number(/\d+/.exec(part)?.[0]);
  const choices = stops.get(stop) ?? [];
  const isBare = typeof choices[0] === "number" || (isToml && part.includes(keyMark) && choices.every(isBareKey));
  const quotes = isBare ? ["", ""] : [/^["']/.exec(part)?.[0] ?? "", /["']$/.exec(part)?.[0] ?? ""];
  const isFirst = !seen.has(stop);
  seen.add(stop);
  return quotes.join(isFirst ? stopWith(stop, choices.map(inString)) : `$${stop}`);
}

function stopWith(stop: number, [first = "", ...others]: readonly string[]): string {
  if (others.length === 0) return `\${${stop}:${escape(first).replaceAll("}", "\\}")}}`;
  return `\${${stop}|${[first, ...others].map((each) => each.replaceAll(/[\\,|]/g, "\\$&")).join(",")}|}`;
}

/** A value as it stands between quotes. */
function inString(value: string | number): string {
  return typeof value === "number" ? String(value) : JSON.stringify(value).slice(1, -1);
}

function isBareKey(value: string | number): boolean {
  return /^[\w-]+$/.test(String(value));
}

function escape(text: string): string {
  return text.replaceAll(/[\\$]/g, "\\$&");
}
