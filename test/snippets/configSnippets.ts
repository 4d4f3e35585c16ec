import type { ConfigValue } from "../../src/core/config/tree.ts";
import { type ConfigSnippet, type SnippetValue, isPlaceholder } from "../../src/core/queries/snippetData.ts";
import data from "../../snippets/wrangler.json" with { type: "json" };

/** The snippets for wrangler's files; config.test.ts holds their shape. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON has no literal types
export const configSnippets = data as readonly ConfigSnippet[];

/** What a person types at a tab stop, instead of accepting its default. */
type Typed = Readonly<Record<number, string | number>>;

/** The settings with a snippet added where it goes; with a `*` on the way it goes under the key given. */
export function withSnippet(
  settings: ConfigValue,
  id: string,
  { typed = {}, key = "" }: { readonly typed?: Typed; readonly key?: string } = {},
): ConfigValue {
  const snippet = configSnippets.find((each) => each.id === id);
  if (snippet === undefined) throw new Error(`There is no snippet ${id}.`);
  const into = snippet.into.map((step) => (step === "*" ? key : step));
  return added(settings, into, (value) => insert(value, snippet.insert, typed));
}

/** A value with every placeholder as it is when it was accepted, or as it was typed. */
export function accepted(value: SnippetValue, typed: Typed = {}): ConfigValue {
  if (typeof value !== "object") return value;
  if (isPlaceholder(value)) return typed[value.$] ?? value.text;
  if (Array.isArray(value)) return value.map((each: SnippetValue) => accepted(each, typed));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, SnippetValue]) => [name, accepted(each, typed)]),
  );
}

function added(
  value: ConfigValue | undefined,
  [step, ...rest]: readonly string[],
  change: (value: ConfigValue | undefined) => ConfigValue,
): ConfigValue {
  if (step === undefined) return change(value);
  const object = asObject(value);
  return { ...object, [step]: added(object[step], rest, change) };
}

function insert(value: ConfigValue | undefined, what: ConfigSnippet["insert"], typed: Typed): ConfigValue {
  if (what.kind === "items")
    return [...(Array.isArray(value) ? value : []), ...what.items.map((item) => accepted(item, typed))];
  const entries = what.properties.map(({ key, value: inside }): [string, ConfigValue] => {
    const name = typeof key === "string" ? key : (typed[key.$] ?? key.text);
    return [String(name), accepted(inside, typed)];
  });
  return { ...asObject(value), ...Object.fromEntries(entries) };
}

function asObject(value: ConfigValue | undefined): ConfigObject {
  return isObject(value) ? value : {};
}

type ConfigObject = { readonly [key: string]: ConfigValue };

function isObject(value: ConfigValue | undefined): value is ConfigObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
