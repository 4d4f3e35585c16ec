import type { ClassDeclaration, ExportedName, ModuleEntry } from "../../source/model.ts";
import type { Worker } from "../../worker.ts";
import { usesFacets } from "./facets.ts";
import { isMentioned } from "./mentions.ts";
import { isSuccessor } from "./successor.ts";
import { unexportedClasses } from "./unexported.ts";

/** The Durable Object classes that a Worker's entry exports and that no environment binds or declares. */
export function unknownClasses(worker: Worker): readonly ExportedName[] {
  const { entry, config } = worker;
  if (entry.kind !== "module" || entry.language !== "javascript" || config.isPages || usesFacets(entry)) return [];
  return ownClasses(entry).filter(({ name }) => !isKnown(worker, name));
}

/** The exported classes that certainly are Durable Objects to be created, and no base of another one. */
function ownClasses({ exports }: ModuleEntry): readonly ExportedName[] {
  const classes = [...exports.names.values()].flatMap((found) =>
    found.value.kind === "class" ? [{ found, declaration: found.value.declaration }] : [],
  );
  return classes
    .filter(({ found, declaration }) => found.name !== "default" && isPlainDurableObject(declaration))
    .filter(({ declaration }) => !classes.some((each) => each.declaration.superclass?.declaration === declaration))
    .map(({ found }) => found);
}

function isPlainDurableObject({ superclass, isAbstract }: ClassDeclaration): boolean {
  const origin = superclass?.origin;
  return !isAbstract && origin?.module === "cloudflare:workers" && origin.name === "DurableObject";
}

/** Whether any environment binds a class or names it in its lifecycle, be it misspelt, or another Worker binds it. */
function isKnown(worker: Worker, name: string): boolean {
  const isNamed = worker.config.environments.some(
    (each) =>
      isMentioned(each, name) ||
      each.bindings.some((binding) => binding.className?.value === name) ||
      (each.workerName !== undefined && worker.others.bindingsTo(each.workerName, name).length > 0),
  );
  // An entry or a step that was committed and is gone is a mistake of its own.
  const { dialect } = worker.lifecycle;
  if (isNamed || (dialect !== "none" && worker.committed?.lifecycle.classes.has(name) === true)) return true;
  return isSuccessor(worker, name) || unexportedClasses(worker).some((each) => each.intended === name);
}
