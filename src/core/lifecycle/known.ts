import type { Worker } from "../worker.ts";
import type { Storage } from "./model.ts";
import { replay } from "./replay.ts";

/**
 * The storage that the namespace of a class probably has already: what migrations beside `exports` created it with, or
 * the committed lifecycle; undefined where neither knows the class.
 */
export function knownStorage(worker: Worker, className: string): Storage | undefined {
  const own = replay(worker.environment.migrations.value).classes.get(className)?.storage;
  return own ?? worker.committed?.lifecycle.classes.get(className)?.storage;
}
