import { t } from "@vscode/l10n";
import type { ExportEntry, Migration } from "../config/model.ts";
import { removeAll } from "../config/removeAll.ts";
import type { ConfigChange } from "../config/syntax.ts";
import type { ConfigPath, StringNode } from "../config/tree.ts";
import { exportPath, renameClass } from "../lifecycle/declare.ts";
import { isLive } from "../lifecycle/model.ts";
import { operationsOf } from "../lifecycle/operations.ts";
import { pendingMigrations } from "../lifecycle/pending.ts";
import type { Analysis } from "../project.ts";
import type { Worker } from "../worker.ts";
import { byLifecycle } from "./lifecyclePlace.ts";
import { isClassName } from "../text/className.ts";
import type { Renaming } from "./renaming.ts";

/** A class, and what the person says of it. */
type Asked = Pick<Renaming, "from" | "isDeployed">;

/** Why a class cannot be given another name, as a translated sentence; undefined if it can. */
export function cannotRename({ config, workers }: Analysis, wanted: Renaming): string | undefined {
  const { from, to } = wanted;
  if (config.document.syntaxErrors.length > 0) return t("The configuration cannot be parsed; mend it first.");
  if (!isClassName(to)) return t("“{0}” is no name for a class.", to);
  if (from === to) return t("{0} has this name already.", from);
  if (!workers.some((worker) => isKnown(worker, from)))
    return t("{0} is neither bound nor declared in this configuration.", from);
  if (workers.some((worker) => isTaken(worker, wanted))) return t("There is a {0} already.", to);
  if (workers.some(({ lifecycle }) => lifecycle.dialect === "both"))
    return t("wrangler refuses `migrations` and `exports` together; remove one of them first.");
  if (workers.some((worker) => isInTransit(worker, wanted)))
    return t(
      "{0} comes from another Worker; rename it once the transfer is deployed and declared as a live class.",
      from,
    );
  return undefined;
}

function isKnown({ lifecycle, environment, entry }: Worker, from: string): boolean {
  const isBound = environment.bindings.some((each) => each.isLocal && each.className?.value === from);
  return isBound || isLive(lifecycle.classes.get(from)) || (entry.kind === "module" && entry.exports.names.has(from));
}

function isTaken(worker: Worker, wanted: Renaming): boolean {
  const { lifecycle, entry, environment } = worker;
  const { from, to } = wanted;
  const isExported = entry.kind === "module" && entry.exports.names.has(to);
  const tombstone = environment.exports.value.find((each) => each.className === to);
  const isRetired = tombstone !== undefined && tombstone.renamedTo?.value !== from;
  const isBound = environment.bindings.some((each) => each.isLocal && each.className?.value === to);
  return isExported || isBound || isRetired || isLive(lifecycle.classes.get(to)) || isNamedInSteps(worker, wanted);
}

/** Where the name is changed in the steps themselves, it may not be that of an earlier class of theirs. */
function isNamedInSteps(worker: Worker, wanted: Renaming): boolean {
  const { lifecycle } = worker;
  if (lifecycle.dialect !== "migrations" || isDeployedIn(worker, wanted) !== false) return false;
  const earlier = lifecycle.classes.get(wanted.to);
  return earlier !== undefined && earlier.events.at(-1)?.other !== wanted.from;
}

/** wrangler's replay of `migrations` does not see what came by a transfer, and an expected namespace has the old name. */
export function isInTransit(worker: Worker, wanted: Asked): boolean {
  const { dialect, classes } = worker.lifecycle;
  const found = classes.get(wanted.from);
  if (found === undefined || !isLive(found) || isDeployedIn(worker, wanted) === false) return false;
  if (dialect === "exports") return found.state === "expecting-transfer";
  return found.events[0].kind === "transferredFrom";
}

/** Whether the deployed Worker may have the class: as committed, else as the person says; undefined if nobody knows. */
export function isDeployedIn({ committed }: Worker, { from, isDeployed }: Asked): boolean | undefined {
  return committed === undefined ? isDeployed : isLive(committed.lifecycle.classes.get(from));
}

/** The same for all Workers of a configuration: an environment that a committed one did not have was not deployed by it. */
export function isDeployedInAny(workers: readonly Worker[], wanted: Asked): boolean | undefined {
  const known = workers.flatMap((worker) => isDeployedIn(worker, wanted) ?? []);
  return known.length === 0 ? undefined : known.includes(true);
}

/** The changes of the lifecycle of Workers that have the class live; environments that share one change it once. */
export function renameSteps(live: readonly Worker[], wanted: Renaming): readonly ConfigChange[] {
  return byLifecycle(live).flatMap((workers) => {
    const [worker] = workers;
    const isDeployed = isDeployedInAny(workers, wanted) === true;
    if (worker.lifecycle.dialect === "exports") return renameEntry(worker, wanted, isDeployed);
    return isDeployed ? renameClass(worker, wanted.from, wanted.to) : renameInSteps(worker, wanted);
  });
}

/** The entry keeps what it says under its new key; a class that may be deployed leaves a tombstone. */
function renameEntry({ environment }: Worker, { from, to }: Renaming, isDeployed: boolean): readonly ConfigChange[] {
  const all = environment.exports.value;
  const pointsTo = (entry: ExportEntry): boolean => entry.renamedTo?.value === from;
  const undone = all.filter((entry) => entry.className === to && pointsTo(entry));
  const repointed = all.filter((entry) => entry.className !== to && pointsTo(entry));
  const path = exportPath(environment, from);
  const value = { type: "durable-object", state: "renamed", renamed_to: to };
  return [
    ...repointed.flatMap(({ renamedTo }) => (renamedTo === undefined ? [] : [setTo(renamedTo, to)])),
    ...undone.map(({ node }): ConfigChange => ({ kind: "remove", path: node.path })),
    { kind: "rename", path, key: to },
    ...(isDeployed ? [{ kind: "set", path, value } as const] : []),
  ];
}

/** Where no deploy knows the name, it is changed in the steps that are not committed. */
function renameInSteps(worker: Worker, { from, to }: Renaming): readonly ConfigChange[] {
  const { environment, committed } = worker;
  const steps = committed === undefined ? environment.migrations.value : pendingMigrations(worker);
  const isUndone = ({ renamedClasses }: Migration): readonly ConfigPath[] =>
    renamedClasses.filter((each) => each.from.value === to && each.to.value === from).map(({ node }) => node.path);
  const sets = steps.flatMap((step) => {
    const undone = isUndone(step);
    return namesIn(step)
      .filter(({ value, path }) => value === from && !undone.some((item) => isBelow(item, path)))
      .map((node) => setTo(node, to));
  });
  const removed = steps.flatMap((step) => {
    const undone = isUndone(step);
    return undone.length > 0 && undone.length === operationsOf(step).length ? [step.node.path] : undone;
  });
  return [...sets, ...removeAll(removed)];
}

function namesIn(step: Migration): readonly StringNode[] {
  return [
    ...step.newClasses,
    ...step.newSqliteClasses,
    ...step.deletedClasses,
    ...step.renamedClasses.flatMap((each) => [each.from, each.to]),
    ...step.transferredClasses.map((each) => each.to),
  ];
}

function isBelow(item: ConfigPath, path: ConfigPath): boolean {
  return item.every((part, index) => part === path[index]);
}

function setTo({ path }: StringNode, value: string): ConfigChange {
  return { kind: "set", path, value };
}
