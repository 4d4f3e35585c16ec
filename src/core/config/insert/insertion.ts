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
  const got = toValue(after.root);
  const onlyAtEnd = path.at(-1) === "migrations";
  return expectations(toValue(before.root), path, content, onlyAtEnd).some((each) => isSame(each, got));
}

function expectations(
  value: ConfigValue | undefined,
  [step, ...rest]: ConfigPath,
  content: Content,
  onlyAtEnd: boolean,
): readonly ConfigValue[] {
  if (step === undefined) return withContent(value, content, onlyAtEnd);
  if (typeof step === "number" || (value !== undefined && !isObject(value))) return [];
  const old = value !== undefined && Object.hasOwn(value, step) ? value[step] : undefined;
  return expectations(old, rest, content, onlyAtEnd).map((inner) => ({ ...value, [step]: inner }));
}

function withContent(value: ConfigValue | undefined, content: Content, onlyAtEnd: boolean): readonly ConfigValue[] {
  if (content.kind === "properties") {
    const isFree =
      value === undefined || (isObject(value) && content.properties.every(([key]) => !Object.hasOwn(value, key)));
    return isFree ? [{ ...value, ...Object.fromEntries(content.properties) }] : [];
  }
  const items = value ?? [];
  if (!isArray(items)) return [];
  const places = onlyAtEnd ? [items.length] : [...items.keys(), items.length];
  return places.map((at) => [...items.slice(0, at), ...content.items, ...items.slice(at)]);
}
