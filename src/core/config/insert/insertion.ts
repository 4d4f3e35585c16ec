import type { TextEdit } from "../../text/edits.ts";
import { isArray, isObject, isSame } from "../edit/values.ts";
import type { ConfigDocument } from "../syntax.ts";
import { type ConfigPath, type ConfigValue, toValue } from "../tree.ts";

/** What a person wants to write at a cursor: new items of an array, or new properties of an object. */
export interface Insertion {
  /** The keys from the root down to the array or object that takes it. */
  readonly path: ConfigPath;
  readonly content: Content;
  /** Whether it is one line, also where the syntax has sections for it. */
  readonly isInline: boolean;
}

export type Content =
  | { readonly kind: "items"; readonly items: readonly ConfigValue[] }
  | { readonly kind: "properties"; readonly properties: readonly (readonly [string, ConfigValue])[] };

/** How an insertion is written at an offset. */
export interface Written {
  /** What goes to the offset itself, commas and indentation included. */
  readonly text: string;
  /** What else it needs: the comma behind the item before. */
  readonly edits: readonly TextEdit[];
}

/** The value that new content makes of the keys that are missing on the way to it. */
export function nestedContent(rest: ConfigPath, content: Content): ConfigValue {
  const inner = content.kind === "items" ? content.items : Object.fromEntries(content.properties);
  return rest.reduceRight<ConfigValue>((value, step) => ({ [step]: value }), inner);
}

/**
 * Whether a document differs from the one before it by exactly the content, in the place it is meant for: whatever was
 * written, this is what counts. Items of `migrations` have to be the last ones, as their order means something.
 */
export function isInserted(before: ConfigDocument, after: ConfigDocument, { path, content }: Insertion): boolean {
  if (after.syntaxErrors.length > before.syntaxErrors.length) return false;
  const onlyAtEnd = path.at(-1) === "migrations";
  return hasGained(toValue(before.root), toValue(after.root), path, (old, got) =>
    content.kind === "items"
      ? hasItems(old, got, content.items, onlyAtEnd)
      : hasProperties(old, got, content.properties),
  );
}

type Value = ConfigValue | undefined;

/** Whether two values differ at a path only, and there as they should. */
function hasGained(old: Value, got: Value, path: ConfigPath, isWanted: (old: Value, got: Value) => boolean): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return isWanted(old, got);
  if (typeof step === "number" || !isObject(got) || !Object.hasOwn(got, step)) return false;
  if (old !== undefined && !isObject(old)) return false;
  const inner = old !== undefined && Object.hasOwn(old, step) ? old[step] : undefined;
  return isSame({ ...old, [step]: null }, { ...got, [step]: null }) && hasGained(inner, got[step], rest, isWanted);
}

function hasProperties(old: Value, got: Value, properties: readonly (readonly [string, ConfigValue])[]): boolean {
  if (old !== undefined && !isObject(old)) return false;
  const isFree = old === undefined || properties.every(([key]) => !Object.hasOwn(old, key));
  return isFree && isSame({ ...old, ...Object.fromEntries(properties) }, got);
}

/** Whether items stand somewhere in an array that is as it was before and behind them. */
function hasItems(old: Value = [], got: Value, items: readonly ConfigValue[], onlyAtEnd: boolean): boolean {
  if (!isArray(old) || !isArray(got) || got.length !== old.length + items.length) return false;
  const isEqual = (at: number, shift: number) => isSame(old[at], got[at + shift]);
  let last = 0;
  while (last < old.length && isEqual(last, 0)) last++;
  let first = old.length;
  while (first > 0 && isEqual(first - 1, items.length)) first--;
  const isHere = (at: number) => items.every((item, index) => isSame(item, got[at + index]));
  if (onlyAtEnd) return last === old.length && isHere(last);
  for (let at = first; at <= last; at++) if (isHere(at)) return true;
  return false;
}
