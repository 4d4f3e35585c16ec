import type { ExportEntry, Migration } from "../config/model.ts";
import { removeAll } from "../config/removeAll.ts";
import type { ConfigChange } from "../config/syntax.ts";
import type { ConfigPath } from "../config/tree.ts";
import { deleteClass, exportPath } from "../lifecycle/declare.ts";
import { finalName } from "../lifecycle/finalName.ts";
import { isLive } from "../lifecycle/model.ts";
import { operationsOf, type Operation } from "../lifecycle/operations.ts";
import { pendingMigrations } from "../lifecycle/pending.ts";
import type { Worker } from "../worker.ts";
import { byLifecycle } from "./lifecyclePlace.ts";
import { isDeployedInAny } from "./renameSteps.ts";

/** Which class goes. */
export interface Deletion {
  readonly className: string;
  /** Whether the deployed Worker may have the class, where the history cannot tell. */
  readonly isDeployed?: boolean;
}

/** Whether a class may be deployed in one of some Workers; undefined if nobody knows. */
export function mayBeDeployed(workers: readonly Worker[], { className, isDeployed }: Deletion): boolean | undefined {
  return isDeployedInAny(workers, { from: className, ...(isDeployed !== undefined && { isDeployed }) });
}

/**
 * The changes of the lifecycle of Workers that have the class live; environments that share one change it once. Undefined
 * where a step makes the class that was committed without it, and counts as applied.
 */
export function deleteSteps(live: readonly Worker[], wanted: Deletion): readonly ConfigChange[] | undefined {
  const all = byLifecycle(live).map((workers) => stepsOf(workers, wanted));
  return all.some((each) => each.length === 0) ? undefined : all.flat();
}

function stepsOf(workers: readonly [Worker, ...Worker[]], wanted: Deletion): readonly ConfigChange[] {
  const [worker] = workers;
  const isDeployed = mayBeDeployed(workers, wanted) === true;
  if (worker.lifecycle.dialect === "exports") return retireEntries(worker, wanted.className, isDeployed);
  return isDeployed ? deleteClass(worker, wanted.className) : forgetInSteps(worker, wanted.className);
}

/** The class that was committed under another name, which steps that are not committed give to this one. */
export function pendingOrigin({ lifecycle, committed }: Worker, className: string): string | undefined {
  if (lifecycle.dialect !== "migrations" || isLive(committed?.lifecycle.classes.get(className))) return undefined;
  return ancestorsOf(lifecycle, className).find((name) => isLive(committed?.lifecycle.classes.get(name)));
}

/**
 * What was deployed leaves a tombstone. Tombstones that lead to the class would lead nowhere: they become deletions, but
 * where the committed configuration has them already, and they have done what they were for.
 */
function retireEntries(worker: Worker, className: string, isDeployed: boolean): readonly ConfigChange[] {
  const { environment, lifecycle, committed } = worker;
  const leading = environment.exports.value.filter((each) => finalName(lifecycle, each.className) === className);
  const isDone = (entry: ExportEntry): boolean =>
    committed !== undefined && !isLive(committed.lifecycle.classes.get(entry.className));
  const isKept = isDeployed || leading.some((each) => !isDone(each));
  const own: ConfigChange = { kind: "remove", path: exportPath(environment, className) };
  return [
    ...leading.map((entry): ConfigChange =>
      isDone(entry) || !isKept
        ? { kind: "remove", path: entry.node.path }
        : { kind: "set", path: entry.node.path, value: { type: "durable-object", state: "deleted" } },
    ),
    ...(isDeployed ? deleteClass(worker, className) : [own]),
  ];
}

/** Takes a class that no deploy knows out of the steps, with the names it had before; a step that did nothing else goes too. */
function forgetInSteps(worker: Worker, className: string): readonly ConfigChange[] {
  const { environment, committed, lifecycle } = worker;
  const names = new Set([className, ...ancestorsOf(lifecycle, className)]);
  const isAbout = ({ className: name, to }: Operation): boolean =>
    names.has(name) || (to !== undefined && names.has(to));
  const steps = committed === undefined ? environment.migrations.value : pendingMigrations(worker);
  return removeAll(steps.flatMap((step) => itemsOf(step, isAbout)));
}

function itemsOf(step: Migration, isAbout: (operation: Operation) => boolean): readonly ConfigPath[] {
  const all = operationsOf(step);
  const meant = all.filter(isAbout);
  return meant.length > 0 && meant.length === all.length ? [step.node.path] : meant.map(({ path }) => path);
}

/** The names that `migrations` have given to the objects of a class before. */
function ancestorsOf({ classes }: Worker["lifecycle"], className: string): readonly string[] {
  const found: string[] = [];
  let current = renamedFrom(classes.get(className));
  while (current !== undefined && current !== className && !found.includes(current)) {
    found.push(current);
    current = renamedFrom(classes.get(current));
  }
  return found;
}

function renamedFrom(found: ReturnType<Worker["lifecycle"]["classes"]["get"]>): string | undefined {
  return found?.events.findLast(({ kind }) => kind === "renamedFrom")?.other;
}
