import type { EnvironmentConfig, Migration } from "../config/model.ts";
import type { ConfigChange } from "../config/syntax.ts";
import type { Lifecycle, LifecycleEvent } from "./model.ts";

/**
 * The change that writes another class name where an event stands. For what was never deployed: a Worker that has applied
 * a migration does not look at it again.
 */
export function respellEvent({ dialect }: Lifecycle, { path }: LifecycleEvent, name: string): ConfigChange {
  return dialect === "migrations" ? { kind: "set", path, value: name } : { kind: "rename", path, key: name };
}

/** The change that takes an event out of a lifecycle that was never deployed: its entry, its item, or its whole migration. */
export function removeEvent(environment: EnvironmentConfig, { path }: Pick<LifecycleEvent, "path">): ConfigChange {
  const step = environment.migrations.value.find(({ node }) => node.path.every((part, index) => part === path[index]));
  if (step === undefined) return { kind: "remove", path };
  if (countNames(step) === 1) return { kind: "remove", path: step.node.path, prune: true };
  const isPair = typeof path.at(-1) === "string";
  return { kind: "remove", path: isPair ? path.slice(0, -1) : path, prune: true };
}

/** How many classes a migration does something to. */
function countNames(step: Migration): number {
  const lists = [
    step.newClasses,
    step.newSqliteClasses,
    step.deletedClasses,
    step.renamedClasses,
    step.transferredClasses,
  ];
  return lists.reduce((sum, list) => sum + list.length, 0);
}
