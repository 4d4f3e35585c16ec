import type { EnvironmentConfig } from "../../config/model.ts";
import { child, type ConfigNode, type ObjectNode, type Property } from "../../config/tree.ts";
import { closest } from "../../text/closest.ts";

/** The items of `durable_objects.bindings` as written, whatever they are; none if it is no array. */
export function bindingItems({ durableObjects }: EnvironmentConfig): readonly ConfigNode[] {
  const bindings = child(durableObjects, "bindings");
  return bindings?.kind === "array" ? bindings.items : [];
}

/** The items of `durable_objects.bindings` that are objects. */
export function bindingObjects(environment: EnvironmentConfig): readonly ObjectNode[] {
  return bindingItems(environment).filter((item) => item.kind === "object");
}

/**
 * Whether every Durable Object binding of an environment can be read with its name: where one cannot, a name that is
 * missing may be its, and that it cannot be read is told by other rules.
 */
export function areNamesReadable({ durableObjects, bindings }: EnvironmentConfig): boolean {
  const list = child(durableObjects, "bindings");
  const isShaped = (durableObjects?.kind ?? "object") === "object" && (list?.kind ?? "array") === "array";
  const items = list?.kind === "array" ? list.items : [];
  return isShaped && items.length === bindings.length && bindings.every((each) => each.name !== undefined);
}

/** The keys that a binding has. */
export const bindingFields: readonly string[] = ["name", "class_name", "script_name", "environment"];

/** The key that stands for a missing `class_name`: `class`, `className`, or one that is misspelt. */
export function classNameKey(node: ObjectNode): Property | undefined {
  if (child(node, "class_name") !== undefined) return undefined;
  return node.properties.find(
    ({ key, value }) =>
      value.kind === "string" &&
      !bindingFields.includes(key) &&
      (key === "class" || closest(key.replace(/[A-Z]/, "_$&"), ["class_name"]) !== undefined),
  );
}

/** The name a binding of a class usually has: `ChatRoom` → `CHAT_ROOM`. */
export function bindingNameFor(className: string): string {
  return className
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9_]/g, "_")
    .toUpperCase();
}

/** A name made free by a number behind it: `ROOM` → `ROOM_2`, or `ROOM_3` where that is taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}
