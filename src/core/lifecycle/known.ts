import type { Worker } from "../worker.ts";
import type { Storage } from "./model.ts";
import { replay } from "./replay.ts";

/**
 * The storage that the namespace of a class probably has already: what migrations beside `exports` created it with, or
 * the committed lifecycle; undefined where neither knows the class.
 */
export function knownStorage(worker: Worker, className: string): Storage | undefined {
  const committed = worker.committed?.lifecycle.classes;
  // A class takes over the namespace of each one that is renamed to it.
  const before = worker.environment.exports.value.filter((each) => each.renamedTo?.value === className);
  const own = replay(worker.environment.migrations.value).classes;
  const storages = [className, ...before.map((each) => each.className)].map(
    (name) => own.get(name)?.storage ?? committed?.get(name)?.storage,
  );
  return storages.find((each) => each !== undefined);
}
