import { modulesOf } from "../rules/shared/code.ts";
import { classesOf } from "../source/classes.ts";
import { isDurableObject } from "../source/knownBases.ts";
import type { ClassDeclaration, ModuleEntry, SourceModule } from "../source/model.ts";
import type { Worker } from "../worker.ts";

const none: ReadonlyMap<string, ClassDeclaration> = new Map();
const known = new WeakMap<ModuleEntry, ReadonlyMap<string, ClassDeclaration>>();

/**
 * The classes in the modules that an entry reaches which are certainly Durable Objects and which it does not export, by
 * name. A class that another extends, or that stands behind an export under another name, is somebody's part.
 */
export function unexportedObjects(worker: Worker): ReadonlyMap<string, ClassDeclaration> {
  const { entry } = worker;
  if (entry.kind !== "module") return none;
  const found = known.get(entry) ?? find(entry, modulesOf(worker));
  known.set(entry, found);
  return found;
}

function find({ exports }: ModuleEntry, modules: readonly SourceModule[]): ReadonlyMap<string, ClassDeclaration> {
  const classes = modules.flatMap((module) => classesOf(module));
  const used = new Set(classes.map(({ superclass }) => superclass?.declaration));
  for (const { value } of exports.names.values())
    if (value.kind === "class" || value.kind === "maybe") used.add(value.declaration);
  const found = new Map<string, ClassDeclaration>();
  for (const each of classes) {
    const { name, isAbstract } = each;
    if (name === undefined || isAbstract || used.has(each) || exports.names.has(name) || found.has(name)) continue;
    if (isDurableObject(each) === "yes") found.set(name, each);
  }
  return found;
}
