import { t } from "@vscode/l10n";
import type { StringNode } from "../../config/tree.ts";
import { finalName } from "../../lifecycle/finalName.ts";
import { isLive } from "../../lifecycle/model.ts";
import type { Worker } from "../../worker.ts";
import { classNamesSharingLifecycle, localClasses } from "./bindings.ts";
import { isDefaultClass, isDefaultExport } from "./defaultExport.ts";
import { exportOf } from "./exported.ts";
import { isMentioned } from "./mentions.ts";
import type { Related } from "../rule.ts";
import { isSuccessor } from "./successor.ts";
import { unexportedClasses } from "./unexported.ts";

/** A class that is bound, and that the lifecycle does not make live. */
export interface UncoveredClass {
  readonly name: string;
  /** The first `class_name` of it among the environments with the same lifecycle: one missing declaration is one mistake. */
  readonly at: StringNode;
  /** The further ones. */
  readonly others: readonly StringNode[];
}

/**
 * The bound classes that the lifecycle does not cover, without those that a more specific mistake explains: the class is
 * not exported, it is retired, or the lifecycle names it where it cannot be read or by a misspelt name.
 */
export function uncoveredClasses(worker: Worker): readonly UncoveredClass[] {
  if (worker.config.isPages) return [];
  const misspelt = new Set(unexportedClasses(worker).map((each) => each.intended));
  return [...localClasses(worker.environment)].flatMap(([name, node]) => {
    if (isLive(worker.lifecycle.classes.get(name)) || misspelt.has(name) || isExplained(worker, name)) return [];
    const [at = node, ...others] = classNamesSharingLifecycle(worker, name);
    return [{ name, at, others }];
  });
}

function isExplained(worker: Worker, name: string): boolean {
  const { lifecycle, environment } = worker;
  const state = lifecycle.classes.get(name)?.state;
  if (state === "deleted" || (state !== undefined && lifecycle.dialect !== "migrations")) return true;
  const to = finalName(lifecycle, name);
  // The migrations are ahead of the code: the class that they leave live is reported as not exported.
  if (to !== undefined && exportOf(worker, to).kind === "missing") return true;
  if (wasCovered(worker, name)) return true;
  if (isDefaultExport(name) || isDefaultClass(worker, name)) return true;
  if (exportOf(worker, name).kind === "missing" || isSuccessor(worker, name)) return true;
  return state === undefined && isMentioned(environment, name);
}

/** Whether committed migrations made the class live: then it is their edit that is the mistake, or they may go. */
function wasCovered({ committed, lifecycle }: Worker, name: string): boolean {
  const before = committed?.lifecycle;
  return before?.dialect === "migrations" && lifecycle.dialect === "migrations" && isLive(before.classes.get(name));
}

/** Points at the further bindings of the class. */
export function bindingsRelated({ config }: Worker, { name, others }: UncoveredClass): readonly Related[] {
  return others.map(({ span }) => ({
    place: { path: config.path, span },
    message: t("{0} is bound here too.", name),
  }));
}
