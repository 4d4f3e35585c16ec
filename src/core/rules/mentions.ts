import type { EnvironmentConfig } from "../config/model.ts";
import { toValue, type ConfigValue } from "../config/tree.ts";

/**
 * Whether a class stands anywhere in the lifecycle of an environment, also where it cannot be read (wrong type, unknown
 * field or state): the rules on such places speak of it, so others need not.
 */
export function isMentioned({ migrations, exports }: EnvironmentConfig, className: string): boolean {
  return [migrations.node, exports.node].some((node) => node !== undefined && isIn(toValue(node), className));
}

function isIn(value: ConfigValue, name: string): boolean {
  if (typeof value !== "object" || value === null) return value === name;
  return Object.entries(value).some(([key, each]) => key === name || (key !== "tag" && isIn(each, name)));
}
