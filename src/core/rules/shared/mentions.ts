import type { EnvironmentConfig } from "../../config/model.ts";
import { toValue, type ConfigNode, type ConfigValue } from "../../config/tree.ts";
import type { Worker } from "../../worker.ts";
import { isPair, isPairList, migrationFields, pairLists, steps } from "./migrationFields.ts";

/**
 * Whether a class stands anywhere in the lifecycle of an environment, also where it cannot be read (wrong type, unknown
 * field or state): the rules on such places speak of it, so others need not.
 */
export function isMentioned({ migrations, exports }: EnvironmentConfig, className: string): boolean {
  return [migrations.node, exports.node].some((node) => node !== undefined && isIn(toValue(node), className));
}

/** Whether what happens to a class is not what was meant: a step with it cannot be read, or cannot be applied. */
export function isInBrokenStep({ environment, lifecycle }: Worker, className: string): boolean {
  if (lifecycle.faults.some((each) => each.className.value === className)) return true;
  const unread = steps(environment).flatMap(({ properties }) =>
    properties.flatMap(({ key, value }) => unreadParts(key, value)),
  );
  return unread.some((node) => isIn(toValue(node), className));
}

/** What the model leaves out of a field of a migration: all of it where it is unknown or no array, else its bad items. */
function unreadParts(key: string, value: ConfigNode): readonly ConfigNode[] {
  if (key === "tag") return [];
  if (!migrationFields.includes(key) || value.kind !== "array") return [value];
  return value.items.filter((item) => (isPairList(key) ? !isPair(item, pairLists[key]) : item.kind !== "string"));
}

function isIn(value: ConfigValue, name: string): boolean {
  if (typeof value !== "object" || value === null) return value === name;
  return Object.entries(value).some(([key, each]) => key === name || (key !== "tag" && isIn(each, name)));
}
