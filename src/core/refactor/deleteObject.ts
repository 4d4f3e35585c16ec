import { t } from "@vscode/l10n";
import { removeAll } from "../config/removeAll.ts";
import type { ConfigPath } from "../config/tree.ts";
import { isLive } from "../lifecycle/model.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis, Project } from "../project.ts";
import type { Worker } from "../worker.ts";
import { deleteCode } from "./deleteCode.ts";
import { deleteSteps, mayBeDeployed, pendingOrigin, type Deletion } from "./deleteSteps.ts";
import { localDataNotes } from "./outside.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";
import { isInTransit } from "./renameSteps.ts";

export type Deleted =
  | Extract<Refactored, { readonly kind: "refused" }>
  /** Only the person knows whether the class was deployed. */
  | { readonly kind: "asksIfDeployed" }
  | (Extract<Refactored, { readonly kind: "edits" }> & {
      /** What data a deploy after this deletes, as a translated sentence; undefined where there is none. */
      readonly loss: string | undefined;
    });

/**
 * Deletes a class: its bindings and containers, its lifecycle, its export, and the class itself where nothing else names
 * it. A class that was never deployed leaves no trace. One that may be gets the step that deletes its objects; with
 * `migrations` a class that the deployed version binds needs two deploys, as the API refuses to delete it then (code
 * 10061), and the first is made.
 */
export function deleteObject(
  files: FileSystem,
  { project, analysis }: { readonly project: Project; readonly analysis: Analysis },
  wanted: Deletion,
): Deleted {
  const { workers, path } = analysis;
  const { className } = wanted;
  const reason = cannotDelete(analysis, wanted);
  if (reason !== undefined) return refuse(reason);
  const live = workers.filter(({ lifecycle }) => isLive(lifecycle.classes.get(className)));
  const isDeployed = mayBeDeployed(live, wanted);
  if (live.length > 0 && isDeployed === undefined) return { kind: "asksIfDeployed" };
  const bindings = workers.flatMap((worker) => bindingPaths(worker, className));
  const needsTwo = bindings.length > 0 && live.some((worker) => isBoundWhereMigrated(worker, wanted));
  const code = needsTwo ? { changes: [], isWhole: false } : deleteCode(files, { project, analysis }, className);
  if (
    !needsTwo &&
    isDeployed === true &&
    code.changes.length === 0 &&
    workers.some((worker) => isExported(worker, className))
  )
    return refuse(t("{0} is exported in a way that cannot be taken back here; stop exporting it first.", className));
  const removed = removeAll([...bindings, ...workers.flatMap((worker) => containerPaths(worker, className))]);
  const steps = needsTwo ? [] : deleteSteps(live, wanted);
  if (steps === undefined)
    return refuse(t("The migration that makes {0} was committed without it; take that change back first.", className));
  const result = editsOf(files, path, {
    changes: [{ kind: "config", changes: [...removed, ...steps] }, ...code.changes],
    reason: t("The configuration cannot be changed as it is written."),
    notes: [
      ...nextSteps(className, { needsTwo, isDeployed: isDeployed === true, isWhole: code.isWhole }),
      ...localDataNotes(files, analysis, className),
    ],
  });
  return result.kind === "edits" ? { ...result, loss: lossOf(className, needsTwo, isDeployed === true) } : result;
}

function cannotDelete({ config, workers }: Analysis, { className }: Deletion): string | undefined {
  if (config.document.syntaxErrors.length > 0) return t("The configuration cannot be parsed; mend it first.");
  const isDeclared = workers.some(({ lifecycle }) => isLive(lifecycle.classes.get(className)));
  if (!isDeclared && workers.every((worker) => bindingPaths(worker, className).length === 0))
    return t("{0} is neither bound nor declared in this configuration.", className);
  const other = workers.flatMap(({ environment: { workerName }, others }) =>
    workerName === undefined ? [] : others.bindingsTo(workerName, className),
  )[0];
  if (other !== undefined)
    return t(
      "The Worker {0} binds {1}; remove that binding first.",
      other.worker.environment.workerName ?? "?",
      className,
    );
  if (workers.some((worker) => isInTransit(worker, { from: className })))
    return t(
      "{0} comes from another Worker; delete it once the transfer is deployed and declared as a live class.",
      className,
    );
  const origin = workers.flatMap((worker) => pendingOrigin(worker, className) ?? [])[0];
  return origin === undefined
    ? undefined
    : t("{0} is to get the objects of {1}; deploy and commit that first, or take it back.", className, origin);
}

function bindingPaths({ environment }: Worker, className: string): readonly ConfigPath[] {
  return environment.bindings
    .filter((each) => each.isLocal && each.className?.value === className)
    .map((each) => each.node.path);
}

/** The containers that run for objects of the class, and for nothing else. */
function containerPaths({ environment }: Worker, className: string): readonly ConfigPath[] {
  const linked = environment.exports.value.find((each) => each.className === className)?.container?.value;
  return environment.containers
    .filter((each) => each.className?.value === className || (linked !== undefined && each.name?.value === linked))
    .map((each) => each.node.path);
}

/** Whether the deployed version binds the class, as committed or else as it is now, and has `migrations`. */
function isBoundWhereMigrated(worker: Worker, wanted: Deletion): boolean {
  if (mayBeDeployed([worker], wanted) !== true) return false;
  const { environment, lifecycle } = worker.committed ?? worker;
  const isBound = environment.bindings.some((each) => each.className?.value === wanted.className);
  return isBound && lifecycle.dialect === "migrations";
}

function isExported({ entry }: Worker, className: string): boolean {
  return entry.kind === "module" && entry.exports.names.has(className);
}

function lossOf(className: string, needsTwo: boolean, isDeployed: boolean): string | undefined {
  if (needsTwo)
    return t(
      "Deleting {0} takes two deploys, as what is deployed binds it: the first takes its bindings away, and is prepared now; the second deletes all of its objects and their data.",
      className,
    );
  return isDeployed
    ? t("The next deploy deletes all objects of {0} and their data, which cannot be undone.", className)
    : undefined;
}

interface Done {
  readonly needsTwo: boolean;
  readonly isDeployed: boolean;
  readonly isWhole: boolean;
}

function nextSteps(className: string, { needsTwo, isDeployed, isWhole }: Done): readonly string[] {
  if (needsTwo)
    return [
      t(
        "The bindings of {0} are gone. Deploy now with the class still exported, commit, and delete the class again: the second deploy deletes all of its objects and their data.",
        className,
      ),
    ];
  return [
    ...(isDeployed ? [] : [t("{0} was never deployed, so no trace of it is left in the configuration.", className)]),
    ...(isWhole ? [] : [t("The code of {0} stays where it is, as it may be used elsewhere.", className)]),
  ];
}
