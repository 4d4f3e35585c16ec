import toml from "@iarna/toml";
import { isArray, isObject } from "../../src/core/config/edit/values.ts";
import { formatOf, parseDocument } from "../../src/core/config/document.ts";
import { type ConfigPath, type ConfigValue, toValue } from "../../src/core/config/tree.ts";
import { pathsIn, valueAt } from "../unit/config/randomConfig.ts";
import { oddNames } from "./mutateText.ts";
import { once, pick, type Draw } from "./random.ts";

/**
 * Changes what a configuration says rather than how it is spelt: types, keys, items; the result parses. `others` are values
 * to take parts from. Undefined for a text that cannot be parsed.
 */
export function mutateValue(
  draw: Draw,
  { name, text }: { readonly name: string; readonly text: string },
  others: readonly ConfigValue[],
): string | undefined {
  const document = parseDocument(text, formatOf(name));
  if (document.format === "typescript" || document.syntaxErrors.length > 0) return undefined;
  let value = toValue(document.root);
  for (let count = 1 + draw(3); count > 0; count--) value = mutated(draw, value, others);
  return written(draw, document.format, value);
}

function mutated(draw: Draw, root: ConfigValue, others: readonly ConfigValue[]): ConfigValue {
  const paths = [...pathsIn(root, [])].filter((path) => path.length > 0);
  if (paths.length === 0) return root;
  const path = pick(draw, paths);
  const other = partOf(draw, pick(draw, others));
  switch (draw(7)) {
    case 0:
      return at(root, path, () => oddScalar(draw));
    case 1:
      return at(root, path, (value) => wrapped(draw, value));
    case 2:
      return at(root, path, () => other);
    case 3:
      return at(root, path, (value) => added(draw, value, other));
    case 4:
      return at(root, path.slice(0, -1), (parent) => withoutKey(parent, path.at(-1)));
    case 5:
      return at(root, path.slice(0, -1), (parent) => withKey(parent, path.at(-1), pick(draw, oddNames)));
    default:
      return at(root, path, () => valueAt(root, pick(draw, paths)) ?? null);
  }
}

function oddScalar(draw: Draw): ConfigValue {
  return pick<ConfigValue>(draw, [null, true, false, 0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, [], {}, ...oddNames]);
}

function wrapped(draw: Draw, value: ConfigValue): ConfigValue {
  const kind = draw(4);
  if (kind === 0) return [value];
  if (kind === 1) return { [pick(draw, oddNames)]: value };
  return kind === 2 ? JSON.stringify(value) : [value, value];
}

function added(draw: Draw, value: ConfigValue, other: ConfigValue): ConfigValue {
  if (isArray(value)) return [...value, once(draw, 2) && value.length > 0 ? pick(draw, value) : other];
  if (isObject(value)) return ownObject([...Object.entries(value), [pick(draw, oddNames), other]]);
  return typeof value === "string" ? value + pick(draw, oddNames) : [value, other];
}

function withoutKey(parent: ConfigValue, key: string | number | undefined): ConfigValue {
  if (isArray(parent)) return parent.filter((_, index) => index !== key);
  return isObject(parent) ? ownObject(Object.entries(parent).filter(([each]) => each !== key)) : parent;
}

function withKey(parent: ConfigValue, key: string | number | undefined, name: string): ConfigValue {
  if (!isObject(parent)) return parent;
  return ownObject(Object.entries(parent).map(([each, value]) => [each === key ? name : each, value]));
}

function partOf(draw: Draw, value: ConfigValue): ConfigValue {
  const path = pick(draw, [...pathsIn(value, [])]);
  return valueAt(value, path) ?? null;
}

function at(value: ConfigValue, [step, ...rest]: ConfigPath, change: (old: ConfigValue) => ConfigValue): ConfigValue {
  if (step === undefined) return change(value);
  if (isArray(value)) return value.map((item, index) => (index === step ? at(item, rest, change) : item));
  if (!isObject(value)) return value;
  return ownObject(Object.entries(value).map(([key, each]) => [key, key === step ? at(each, rest, change) : each]));
}

function ownObject(entries: readonly (readonly [string, ConfigValue])[]): ConfigValue {
  return Object.fromEntries(entries);
}

function written(draw: Draw, format: "toml" | "jsonc", value: ConfigValue): string {
  if (format === "jsonc") return `${JSON.stringify(value, null, pick(draw, [undefined, "\t", 2]))}\n`;
  const plain = withoutNull(value);
  if (once(draw, 3)) return inlineTables(plain);
  try {
    return toml.stringify(plain as toml.JsonMap).replaceAll(/(\d)_(?=\d)/g, "$1");
  } catch {
    // It refuses arrays of several types, which TOML 1.0 allows.
    return inlineTables(plain);
  }
}

/** TOML has no null. */
function withoutNull(value: ConfigValue): ConfigValue {
  if (isArray(value)) return value.filter((each) => each !== null).map(withoutNull);
  if (!isObject(value)) return value;
  return ownObject(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, withoutNull(each)] as const])),
  );
}

/** One statement for each key of the top level, everything below it inline. */
function inlineTables(value: ConfigValue): string {
  return isObject(value)
    ? Object.entries(value)
        .map(([key, each]) => `${JSON.stringify(key)} = ${inline(each)}\n`)
        .join("")
    : "";
}

function inline(value: ConfigValue): string {
  if (isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (!isObject(value)) return typeof value === "number" ? numberText(value) : JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)} = ${inline(each)}`)
    .join(", ")} }`;
}

/** `1e+21` is a float of TOML too; larger whole numbers are no integers of it. */
function numberText(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : value.toExponential();
}
