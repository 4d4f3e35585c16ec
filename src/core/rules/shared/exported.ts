import type { ClassDeclaration, ExportedName, ModuleEntry } from "../../source/model.ts";
import { isDurableObject } from "../../source/knownBases.ts";
import { exportClassEdits } from "../../source/exportEdits.ts";
import { moduleAt } from "../../source/moduleAt.ts";
import { closest } from "../../text/closest.ts";
import type { Worker } from "../../worker.ts";
import type { Change } from "../rule.ts";

/** Whether the entry exports a name: found, certainly not, or not to be known. */
export type ExportAnswer =
  | { readonly kind: "exported"; readonly found: ExportedName }
  | { readonly kind: "missing"; readonly entry: ModuleEntry }
  | { readonly kind: "unknown" };

/** Asks the entry for a name. Anything that could not be followed makes a missing name unknown. */
export function exportOf(worker: Worker, name: string): ExportAnswer {
  const { entry } = worker;
  if (entry.kind !== "module") return { kind: "unknown" };
  const found = entry.exports.names.get(name);
  if (found !== undefined) return { kind: "exported", found };
  return entry.exports.open.length > 0 ? { kind: "unknown" } : { kind: "missing", entry };
}

/**
 * The exported class that a name was probably meant to be: near in spelling, and declared by the lifecycle or certainly a
 * Durable Object. Undefined if the name is exported itself, or nothing is near.
 */
export function misspeltClass(worker: Worker, name: string): string | undefined {
  return exportOf(worker, name).kind === "missing" ? closest(name, durableObjectExports(worker)) : undefined;
}

/** The exported names that may be Durable Objects: classes that are not another kind of the platform's, and what may be one. */
export function durableObjectExports(worker: Worker): readonly string[] {
  const { entry, lifecycle } = worker;
  if (entry.kind !== "module") return [];
  return [...entry.exports.names.values()]
    .filter(({ name, value }) => {
      if (name === "default") return false;
      if (value.kind === "class") return lifecycle.classes.has(name) || isDurableObject(value.declaration) !== "no";
      return value.kind === "maybe" && lifecycle.classes.has(name);
    })
    .map(({ name }) => name);
}

/** The changes that make the entry export a class that stands somewhere near it; undefined if that cannot be done. */
export function exportChanges(worker: Worker, declaration: ClassDeclaration): readonly Change[] | undefined {
  const { entry } = worker;
  const module = entry.kind === "module" ? moduleAt(entry.modules, entry.path) : undefined;
  const files = module && exportClassEdits(module, declaration);
  return files?.map(({ path, edits }) => ({ kind: "text", path, edits }));
}
