import type { ConfigChange } from "../syntax.ts";
import type { ConfigNode, ConfigPath, ConfigValue } from "../tree.ts";
import { nodeAt } from "../tree.ts";

type ConfigObject = { readonly [key: string]: ConfigValue };

/** What a change makes of a plain value: what the edited text must mean. Undefined if the change cannot be made. */
export function changedValue(value: ConfigValue, change: ConfigChange): ConfigValue | undefined {
  switch (change.kind) {
    case "set":
      return update(value, change.path, () => change.value);
    case "append":
      return update(value, change.path, (old) => appended(old, change.value));
    case "remove":
      return removed(value, change.path);
    case "rename":
      return update(value, change.path.slice(0, -1), (old) => renamed(old, change.path.at(-1), change.key));
    default:
      return change satisfies never;
  }
}

export function isObject(value: ConfigValue | undefined): value is ConfigObject {
  return typeof value === "object" && value !== null && !isArray(value);
}

export function isArray(value: ConfigValue | undefined): value is readonly ConfigValue[] {
  return Array.isArray(value);
}

type Update = (old: ConfigValue | undefined) => ConfigValue | undefined;

function update(old: ConfigValue | undefined, [step, ...rest]: ConfigPath, change: Update): ConfigValue | undefined {
  if (step === undefined) return change(old);
  const value = old ?? undefined;
  const inner = update(member(value, step), rest, change);
  if (inner === undefined) return undefined;
  if (typeof step === "string") {
    return value === undefined || isObject(value) ? { ...value, [step]: inner } : undefined;
  }
  const items = value === undefined ? [] : value;
  return isArray(items) && step <= items.length
    ? [...items.slice(0, step), inner, ...items.slice(step + 1)]
    : undefined;
}

function member(value: ConfigValue | undefined, step: string | number): ConfigValue | undefined {
  if (typeof step === "number") return isArray(value) ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function appended(old: ConfigValue | undefined, item: ConfigValue): ConfigValue | undefined {
  if (old === undefined || old === null) return [item];
  return isArray(old) ? [...old, item] : undefined;
}

function removed(value: ConfigValue, path: ConfigPath): ConfigValue | undefined {
  const step = path.at(-1);
  if (step === undefined) return undefined;
  return update(value, path.slice(0, -1), (old) => {
    if (member(old, step) === undefined) return undefined;
    if (isArray(old)) return old.filter((_, index) => index !== step);
    return Object.fromEntries(Object.entries(old ?? {}).filter(([key]) => key !== step));
  });
}

function renamed(old: ConfigValue | undefined, from: string | number | undefined, to: string): ConfigValue | undefined {
  if (!isObject(old) || typeof from !== "string" || !Object.hasOwn(old, from)) return undefined;
  if (from !== to && Object.hasOwn(old, to)) return undefined;
  return Object.fromEntries(Object.entries(old).map(([key, value]) => [key === from ? to : key, value]));
}

/** Whether two values are the same, whatever the order of their keys. */
export function isSame(a: ConfigValue | undefined, b: ConfigValue | undefined): boolean {
  if (isArray(a)) {
    return isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** The value without its empty objects and arrays: TOML cannot always write them, nor does wrangler care. */
export function withoutEmpty(value: ConfigValue): ConfigValue {
  if (isArray(value)) return value.map(withoutEmpty);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, withoutEmpty(each)] as const);
  return Object.fromEntries(entries.filter(([, each]) => !isEmpty(each)));
}

function isEmpty(value: ConfigValue): boolean {
  if (isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/**
 * What to remove so that nothing empty is left: the outermost object or array that holds nothing but what is at `path`.
 * A named environment stays, as `--env` finds it by its mere presence.
 */
export function prunedPath(root: ConfigNode, path: ConfigPath): ConfigPath {
  let pruned = path;
  while (pruned.length > 1) {
    const parentPath = pruned.slice(0, -1);
    const isEnvironment = parentPath.length === 2 && parentPath[0] === "env";
    if (isEnvironment || !hasOneChild(nodeAt(root, parentPath))) return pruned;
    pruned = parentPath;
  }
  return pruned;
}

function hasOneChild(node: ConfigNode | undefined): boolean {
  if (node?.kind === "array") return node.items.length === 1;
  return node?.kind === "object" && new Set(node.properties.map((each) => each.key)).size === 1;
}
