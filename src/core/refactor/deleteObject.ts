import { t } from "@vscode/l10n";
import type { Migration } from "../config/model.ts";
import { removeAll } from "../config/removeAll.ts";
import type { ConfigChange } from "../config/syntax.ts";
import type { ConfigPath } from "../config/tree.ts";
import { deleteClass } from "../lifecycle/declare.ts";
import { isLive } from "../lifecycle/model.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import type { Change } from "../rules/rule.ts";
import { unexportEdits } from "../source/unexport.ts";
import type { Worker } from "../worker.ts";
import { byLifecycle } from "./lifecyclePlace.ts";
import { localDataNotes } from "./outside.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";

/**
 * Deletes a class: its bindings, its lifecycle and its export. A class that was never committed leaves no trace. One that
 * was gets the step that deletes its objects; with `migrations` a class that is still bound in what was committed needs two
 * deploys, as the API refuses to delete a class that the deployed version binds (code 10061), and the first is made.
 */
export function deleteObject(files: FileSystem, analysis: Analysis, className: string): Refactored {
  const { workers, path, config } = analysis;
  const [top] = workers;
  if (config.document.syntaxErrors.length > 0) return refuse(t("The configuration cannot be parsed; mend it first."));
  const bindings = workers.flatMap((worker) => bindingPaths(worker, className));
  const isDeclared = workers.some(({ lifecycle }) => isLive(lifecycle.classes.get(className)));
  if (bindings.length === 0 && !isDeclared)
    return refuse(t("{0} is neither bound nor declared in this configuration.", className));
  const remote =
    top.environment.workerName === undefined ? [] : top.others.bindingsTo(top.environment.workerName, className);
  const [other] = remote;
  if (other !== undefined)
    return refuse(
      t("The Worker {0} binds {1}; remove that binding first.", other.worker.environment.workerName ?? "?", className),
    );
  const needsTwo = workers.some((worker) => isBoundWhereMigrated(worker, className)) && bindings.length > 0;
  const steps = needsTwo ? [] : lifecycleChanges(workers, className);
  const changes: Change[] = [{ kind: "config", changes: [...removeAll(bindings), ...steps] }];
  return editsOf(files, path, {
    changes: needsTwo ? changes : [...changes, ...codeChanges(top, className)],
    reason: t("The configuration cannot be changed as it is written."),
    notes: [
      note(className, { needsTwo, wasCommitted: workers.some((worker) => wasLive(worker, className)) }),
      ...localDataNotes(files, analysis, className),
    ],
  });
}

function bindingPaths({ environment }: Worker, className: string): readonly ConfigPath[] {
  return environment.bindings
    .filter((each) => each.isLocal && each.className?.value === className)
    .map((each) => each.node.path);
}

function wasLive({ committed }: Worker, className: string): boolean {
  return isLive(committed?.lifecycle.classes.get(className));
}

function isBoundWhereMigrated({ committed }: Worker, className: string): boolean {
  const isBound = committed?.environment.bindings.some((each) => each.className?.value === className) === true;
  return isBound && committed?.lifecycle.dialect === "migrations";
}

/** Each lifecycle once, though several environments may share it. */
function lifecycleChanges(workers: readonly Worker[], className: string): readonly ConfigChange[] {
  const live = workers.filter(({ lifecycle }) => isLive(lifecycle.classes.get(className)));
  return byLifecycle(live).flatMap(([worker]) =>
    wasLive(worker, className) ? deleteClass(worker, className) : forget(worker, className),
  );
}

/** Takes a class that was never committed out of the lifecycle; a step that did nothing else goes with it. */
function forget({ environment }: Worker, className: string): readonly ConfigChange[] {
  const entry = environment.exports.value.find((each) => each.className === className);
  const steps = environment.migrations.value.flatMap((step) => {
    const names = [...step.newClasses, ...step.newSqliteClasses].filter((each) => each.value === className);
    const isAll = operationsOf(step) === names.length;
    return names.length > 0 && isAll ? [step.node.path] : names.map((each) => each.path);
  });
  return removeAll([...(entry === undefined ? [] : [entry.node.path]), ...steps]);
}

function operationsOf(step: Migration): number {
  const { newClasses, newSqliteClasses, deletedClasses, renamedClasses, transferredClasses } = step;
  return [newClasses, newSqliteClasses, deletedClasses, renamedClasses, transferredClasses].flat().length;
}

function codeChanges({ entry }: Worker, className: string): readonly Change[] {
  const found = entry.kind === "module" ? entry.exports.names.get(className) : undefined;
  const edits = entry.kind === "module" && found !== undefined ? unexportEdits(entry.modules, found) : undefined;
  return edits === undefined ? [] : [{ kind: "text", path: edits.path, edits: edits.edits }];
}

function note(
  className: string,
  { needsTwo, wasCommitted }: { readonly needsTwo: boolean; readonly wasCommitted: boolean },
): string {
  if (needsTwo)
    return t(
      "The bindings of {0} are gone. Deploy now with the class still exported, commit, and delete the class again: the second deploy deletes all of its objects and their data.",
      className,
    );
  if (wasCommitted)
    return t("The next deploy deletes all objects of {0} and their data, which cannot be undone.", className);
  return t("{0} was never committed, so no trace of it is left. Its code stays where it is.", className);
}
