import type { EnvironmentConfig } from "../../config/model.ts";
import { childString, type ConfigNode, type ObjectNode } from "../../config/tree.ts";

/** The fields of a migration that list class names. */
export const nameLists = ["new_classes", "new_sqlite_classes", "deleted_classes"] as const;

/** The fields of a migration that list pairs, and what a pair has to name. */
export const pairLists = {
  renamed_classes: ["from", "to"],
  transferred_classes: ["from", "from_script", "to"],
} as const;

export type PairList = keyof typeof pairLists;

/** Whether a field lists pairs. */
export function isPairList(field: string): field is PairList {
  return Object.hasOwn(pairLists, field);
}

/** Whether an item of such a list names all that it has to. */
export function isPair(item: ConfigNode, keys: readonly string[]): boolean {
  return keys.every((key) => childString(item, key) !== undefined);
}

/** Every field that a migration may have (wrangler 4.164). */
export const migrationFields: readonly string[] = ["tag", ...nameLists, ...Object.keys(pairLists)];

/** The migrations of an environment that are objects. */
export function steps({ migrations }: EnvironmentConfig): readonly ObjectNode[] {
  return migrations.value.map((each) => each.node);
}
