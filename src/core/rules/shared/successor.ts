import { isDurableObject } from "../../source/knownBases.ts";
import type { Entry, ExportedValue } from "../../source/model.ts";
import { isLive } from "../../lifecycle/model.ts";
import type { Worker } from "../../worker.ts";

/**
 * The class that a live one was probably renamed to: the committed code exported the old name and the code no longer does,
 * and exactly one class is new in the code and not in the lifecycle. Undefined without history, or where that is not so.
 */
export function successorOf(worker: Worker, className: string): string | undefined {
  if (!wasExported(worker, className) || !isLive(worker.lifecycle.classes.get(className))) return undefined;
  const candidates = classNames(worker.entry).filter(
    (name) => !wasExported(worker, name) && !isLive(worker.lifecycle.classes.get(name)),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** Whether a class is what a live one was probably renamed to, so that what is wrong with it is said of that one. */
export function isSuccessor(worker: Worker, className: string): boolean {
  return [...worker.lifecycle.classes.keys()].some((each) => successorOf(worker, each) === className);
}

/** Whether the committed code exported a class of that name. */
export function wasExported({ committed }: Worker, className: string): boolean {
  return committed !== undefined && classNames(committed.entry).includes(className);
}

/** The names under which an entry exports what is or may be a Durable Object class. */
export function classNames(entry: Entry): readonly string[] {
  if (entry.kind !== "module") return [];
  return [...entry.exports.names.values()]
    .filter(({ name, value }) => name !== "default" && mayBeDurableObject(value))
    .map((each) => each.name);
}

function mayBeDurableObject(value: ExportedValue): boolean {
  return value.kind === "class" ? isDurableObject(value.declaration) !== "no" : value.kind === "maybe";
}
