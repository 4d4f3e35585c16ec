import * as fc from "fast-check";
import type { ConfigChange } from "../../../src/core/config/syntax.ts";
import type { ConfigPath, ConfigValue } from "../../../src/core/config/tree.ts";

/** Draws numbers from 0 (in) to `limit` (out); 0 is what a failing case is reduced to. */
export type Draw = (limit: number) => number;

/** What fast-check's `gen` hands to a property, as the one question asked here. */
export const draws: fc.Arbitrary<Draw> = fc
  .gen()
  .map((g) => (limit: number) => g(fc.nat, { max: Math.max(limit - 1, 0) }));

export function pick<T>(draw: Draw, choices: readonly T[]): T {
  return choices[draw(choices.length)]!;
}

type Plain = { readonly [key: string]: ConfigValue };

const keys = [
  "name",
  "main",
  "vars",
  "env",
  "staging",
  "bindings",
  "migrations",
  "tag",
  "exports",
  "Counter",
  "a b",
  "é.x",
  "__proto__",
];
const strings = [
  "v1",
  "",
  "it's",
  'a "quote"',
  "back\\slash",
  "tab\tand\nline",
  "é 😀",
  "# no // comment",
  "[x]",
  "\u0001\u0002\u007f",
];

export function scalar(draw: Draw): ConfigValue {
  const kind = draw(5);
  if (kind < 3) return pick(draw, strings);
  return kind === 3 ? pick(draw, [0, 1, -5, 1.5, 1e21, 123456]) : draw(2) === 0;
}

/** A value as configurations have them: scalars, lists of scalars or objects, objects. */
export function value(draw: Draw, depth: number): ConfigValue {
  const kind = draw(depth > 0 ? 7 : 3);
  if (kind < 2) return scalar(draw);
  if (kind === 2) return list(draw, () => scalar(draw));
  if (kind === 3) return list(draw, () => object(draw, depth - 1));
  return object(draw, depth - 1);
}

export function object(draw: Draw, depth: number): Plain {
  const entries = list(draw, () => [pick(draw, keys), value(draw, depth)] as const);
  return Object.fromEntries(entries);
}

function list<T>(draw: Draw, item: () => T): T[] {
  return Array.from({ length: draw(4) }, item);
}

/** A change that can be made of a value: of something that is there, or of something new in it. */
export function change(draw: Draw, root: ConfigValue): ConfigChange {
  const paths = [...pathsIn(root, [])];
  const path = pick(draw, paths);
  const target = valueAt(root, path);
  const kind = draw(4);
  if (kind === 0 && path.length > 0) return { kind: "remove", path, prune: draw(2) === 0 };
  if (kind === 1 && typeof path.at(-1) === "string")
    return { kind: "rename", path, key: freshKey(draw, valueAt(root, path.slice(0, -1))) };
  if (kind === 2 && Array.isArray(target)) return { kind: "append", path, value: alike(draw, target) };
  if (typeof target === "object" && target !== null && !Array.isArray(target)) return addition(draw, path, target);
  return path.length === 0 ? addition(draw, path, target) : { kind: "set", path, value: value(draw, 1) };
}

function addition(draw: Draw, path: ConfigPath, target: ConfigValue | undefined): ConfigChange {
  const fresh = freshKey(draw, target);
  const deep = draw(2) === 0 ? [fresh] : [fresh, pick(draw, keys)];
  const kind = draw(3);
  if (kind === 0)
    return { kind: "append", path: [...path, ...deep], value: draw(2) === 0 ? object(draw, 1) : scalar(draw) };
  return { kind: "set", path: [...path, ...deep], value: value(draw, 1) };
}

function alike(draw: Draw, items: readonly ConfigValue[]): ConfigValue {
  const isOfObjects = items.length === 0 ? draw(2) === 0 : typeof items[0] === "object";
  return isOfObjects ? object(draw, 1) : scalar(draw);
}

function freshKey(draw: Draw, target: ConfigValue | undefined): string {
  const taken = new Set(Object.keys((target ?? {}) as object));
  return pick(
    draw,
    ["script_name", "new_one", "x y", "é", "constructor", "k1", "k2", "k3"].filter((key) => !taken.has(key)),
  );
}

export function* pathsIn(root: ConfigValue, path: ConfigPath): Generator<ConfigPath> {
  yield path;
  if (Array.isArray(root))
    for (const [index, item] of root.entries()) yield* pathsIn(item as ConfigValue, [...path, index]);
  else if (typeof root === "object" && root !== null) {
    for (const [key, each] of Object.entries(root)) yield* pathsIn(each as ConfigValue, [...path, key]);
  }
}

export function valueAt(root: ConfigValue, path: ConfigPath): ConfigValue | undefined {
  let at: unknown = root;
  for (const step of path) at = Object.entries(at as object).find(([key]) => key === String(step))?.[1];
  return at as ConfigValue | undefined;
}
