import { isLive, type LifecycleClass } from "../../lifecycle/model.ts";
import { remember } from "../../remember.ts";
import { lineage } from "../../source/classes.ts";
import type { ClassDeclaration } from "../../source/model.ts";
import { isDurableObject } from "../../source/knownBases.ts";
import type { Worker } from "../../worker.ts";
import { localClasses } from "./bindings.ts";

/** A class of the project's source that certainly becomes Durable Objects of a Worker. */
export interface DurableObjectClass {
  readonly declaration: ClassDeclaration;
  /** The name it is exported and declared by; the class's own where it is only a base of others. */
  readonly name: string;
  readonly lifecycle: LifecycleClass | undefined;
}

const known = new WeakMap<Worker, readonly DurableObjectClass[]>();

/**
 * The classes that are bound or live in the lifecycle, the project's classes they extend, and exported ones that extend a
 * known base. Classes of installed packages are left out: nobody mends them here.
 */
export function durableObjectClasses(worker: Worker): readonly DurableObjectClass[] {
  return remember(known, worker, find);
}

function find(worker: Worker): readonly DurableObjectClass[] {
  const { entry, lifecycle, environment } = worker;
  if (entry.kind !== "module" || entry.language !== "javascript") return [];
  const bound = localClasses(environment);
  const classes = new Map<ClassDeclaration, DurableObjectClass>();
  for (const { name, value } of entry.exports.names.values()) {
    const declaration = value.kind === "class" || value.kind === "maybe" ? value.declaration : undefined;
    if (declaration === undefined) continue;
    const isDeclared = bound.has(name) || isLive(lifecycle.classes.get(name));
    if (!isDeclared && isDurableObject(declaration) !== "yes") continue;
    for (const each of lineage(declaration)) {
      if (each.path.includes("/node_modules/") || classes.has(each)) continue;
      const own = each === declaration ? name : (each.name ?? name);
      classes.set(each, { declaration: each, name: own, lifecycle: lifecycle.classes.get(name) });
    }
  }
  return [...classes.values()];
}
