import { Directory, WorkerIndex } from "../directory.ts";
import type { Analysis } from "../project.ts";
import type { Entry } from "../source/model.ts";
import type { Worker } from "../worker.ts";

const noEntry: Entry = { kind: "none" };

/**
 * An analysis as its configuration alone gives it: no module is read, and no other Worker looked at. What needs them is
 * not known, and never wrong.
 */
export function withoutCode({ path, config, workers: [top, ...named] }: Analysis): Analysis {
  return { path, config, workers: [bare(top), ...named.map(bare)] };
}

/** The parts that cost more than the configuration are read when they are asked for, so they are not copied. */
function bare(worker: Worker): Worker {
  return Object.create(worker, {
    entry: { value: noEntry, enumerable: true },
    others: { value: new Directory(() => new WorkerIndex([])), enumerable: true },
  });
}
