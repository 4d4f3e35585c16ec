import { t } from "@vscode/l10n";
import type { ConfigChange } from "../config/syntax.ts";
import { appendStep, dialectToUse, exportPath, liveEntry } from "../lifecycle/declare.ts";
import { finalName } from "../lifecycle/finalName.ts";
import { isLive } from "../lifecycle/model.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis, Project } from "../project.ts";
import type { Change } from "../rules/rule.ts";
import type { FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { byLifecycle } from "./lifecyclePlace.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";

/** Which class goes from which environment to which Worker. */
export interface Transfer {
  readonly className: string;
  readonly environment: string | null;
  /** The name that the Worker is deployed under, of an environment of a configuration of the workspace. */
  readonly toWorker: string;
}

/**
 * Hands the objects of a class over to another Worker whose code exports it already. With `exports` the target expects what
 * the source gives away; with `migrations` only the target has a step. Bindings follow, but those of the target itself.
 */
export function transferObject(
  files: FileSystem,
  { project, analysis }: { readonly project: Project; readonly analysis: Analysis },
  wanted: Transfer,
): Refactored {
  const source = analysis.workers.find(({ environment }) => environment.name === wanted.environment);
  const [target, another] = source?.others.named(wanted.toWorker) ?? [];
  if (source === undefined || target === undefined || another !== undefined)
    return refuse(t("There is no one Worker {0} in this workspace.", wanted.toWorker));
  const all = project.configs.flatMap((each) => project.analyse(each)?.workers ?? []);
  const reason = cannotTransfer({ source, target, all }, wanted.className);
  if (reason !== undefined) return refuse(reason);
  const isExports = source.lifecycle.dialect === "exports";
  const steps = isExports ? exportSteps(source, target, wanted) : [migrationStep(source, target, wanted)];
  const changes = [...steps, ...bindingChanges(all, { source, target }, wanted)];
  return editsOf(files, analysis.path, {
    changes: joined(changes),
    reason: t("The configuration cannot be changed as it is written."),
    notes: [note(source, wanted, isExports), ...(isExports ? [] : localNote(source, wanted))],
  });
}

interface Ends {
  readonly source: Worker;
  readonly target: Worker;
}

/** A change of the configuration at a path. */
interface Placed {
  readonly path: FilePath;
  readonly change: ConfigChange;
}

function cannotTransfer(
  { source, target, all }: Ends & { readonly all: readonly Worker[] },
  className: string,
): string | undefined {
  const to = target.environment.workerName ?? "?";
  const found = source.lifecycle.classes.get(className);
  if ([source, target].some(({ config }) => config.document.syntaxErrors.length > 0))
    return t("The configuration cannot be parsed; mend it first.");
  if (source.environment.workerName === undefined || source.environment.workerName === to)
    return t("A transfer goes from one Worker with a name to another.");
  if (found?.state !== "live") return t("{0} is no live class of this Worker.", className);
  if (source.committed !== undefined && !isLive(source.committed.lifecycle.classes.get(className)))
    return t(
      "What was committed has no {0} yet, so it has no objects to hand over; deploy and commit it first.",
      className,
    );
  if (target.lifecycle.classes.has(className)) return t("{0} names {1} in its lifecycle already.", to, className);
  if (sharesLifecycle(source, all) || sharesLifecycle(target, all))
    return t(
      "Several environments share one lifecycle here, so the transfer would be meant for all; give each its own.",
    );
  const dialect = target.lifecycle.dialect === "none" ? dialectToUse(target) : target.lifecycle.dialect;
  if (source.lifecycle.dialect !== dialect)
    return t("One Worker uses `migrations` and the other `exports`; convert the former first.");
  if (!mayExport(target, className))
    return t("Move the code of {0} to {1} and export it there first: its next deploy needs it.", className, to);
  return undefined;
}

function sharesLifecycle(worker: Worker, all: readonly Worker[]): boolean {
  const own = all.filter(({ config }) => config.path === worker.config.path);
  const group = byLifecycle(own).find((each) => each.includes(worker)) ?? [worker];
  return worker.lifecycle.dialect !== "none" && group.length > 1;
}

function mayExport({ entry }: Worker, className: string): boolean {
  return entry.kind !== "module" || entry.exports.open.length > 0 || entry.exports.names.has(className);
}

function exportSteps(source: Worker, target: Worker, { className, toWorker }: Transfer): readonly Placed[] {
  const storage = source.lifecycle.classes.get(className)?.storage ?? "sqlite";
  const { type, storage: written } = liveEntry(storage);
  const from = source.environment.workerName ?? "";
  const set = (worker: Worker, value: Readonly<Record<string, string>>): Placed => ({
    path: worker.config.path,
    change: { kind: "set", path: exportPath(worker.environment, className), value },
  });
  // Tombstones of earlier renames have done what they were for, and would lead to no live class.
  const leading = source.environment.exports.value.filter(
    (each) => finalName(source.lifecycle, each.className) === className,
  );
  return [
    set(target, { type, state: "expecting-transfer", storage: written, transfer_from: from }),
    set(source, { type, state: "transferred", transferred_to: toWorker }),
    ...leading.map(({ node }): Placed => ({
      path: source.config.path,
      change: { kind: "remove", path: node.path },
    })),
  ];
}

function migrationStep(source: Worker, target: Worker, { className }: Transfer): Placed {
  const item = { from: className, from_script: source.environment.workerName ?? "", to: className };
  return { path: target.config.path, change: appendStep(target.environment, { transferred_classes: [item] }) };
}

/** The bindings of the source and of third Workers name the target; with `exports` the target may not bind it yet. */
function bindingChanges(
  all: readonly Worker[],
  { source, target }: Ends,
  { className, toWorker }: Transfer,
): readonly Placed[] {
  return all
    .filter((worker) => worker !== target)
    .flatMap((worker) =>
      worker.environment.bindings
        .filter(({ isLocal, className: bound, scriptName }) => {
          const isMeant = worker === source && isLocal ? true : scriptName?.value === source.environment.workerName;
          return isMeant && bound?.value === className;
        })
        .map(({ node }) => ({
          path: worker.config.path,
          change: { kind: "set", path: [...node.path, "script_name"], value: toWorker } as const,
        })),
    );
}

function joined(changes: readonly Placed[]): readonly Change[] {
  return [...new Set(changes.map(({ path }) => path))].map((path): Change => ({
    kind: "config",
    path,
    changes: changes.filter((each) => each.path === path).map(({ change }) => change),
  }));
}

function note({ environment }: Worker, { className, toWorker }: Transfer, isExports: boolean): string {
  const from = environment.workerName ?? "?";
  if (isExports)
    return t(
      "Deploy {0} first, then {1}, which hands over the objects of {2}. Then make {2} a live class of {0}, bind it there and deploy {0} again.",
      toWorker,
      from,
      className,
    );
  return t(
    "Deploy {0} first: it takes over the objects of {2}. Then deploy {1} and every other Worker that binds {2}; until then their bindings are forwarded.",
    toWorker,
    from,
    className,
  );
}

/** Only `new_sqlite_classes` make wrangler give a class SQLite storage in local development (seen with 4.164). */
function localNote({ lifecycle }: Worker, { className, toWorker }: Transfer): readonly string[] {
  if (lifecycle.classes.get(className)?.storage !== "sqlite") return [];
  return [
    t(
      "Run locally, {0} has no SQLite storage in {1}, as `wrangler dev` does not read `transferred_classes`; once that is deployed, list {0} in its migration under `new_sqlite_classes` too.",
      className,
      toWorker,
    ),
  ];
}
