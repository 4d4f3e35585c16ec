import type { EnvironmentConfig } from "../config/model.ts";
import type { StringNode } from "../config/tree.ts";

/** Each class that this Worker itself has to bring along for its bindings, with the `class_name` that names it first. */
export function localClasses(environment: EnvironmentConfig): ReadonlyMap<string, StringNode> {
  const classes = new Map<string, StringNode>();
  for (const { className, isLocal } of environment.bindings) {
    if (isLocal && className !== undefined && !classes.has(className.value)) classes.set(className.value, className);
  }
  return classes;
}
