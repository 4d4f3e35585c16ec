import { t } from "@vscode/l10n";
import type { EnvironmentConfig, Migration } from "../../config/model.ts";
import { removeAll } from "../../config/removeAll.ts";
import type { ConfigChange } from "../../config/syntax.ts";
import { toValue, type ConfigValue } from "../../config/tree.ts";
import type { MigrationEdit } from "../../lifecycle/compareMigrations.ts";
import { appendStep } from "../../lifecycle/declare.ts";
import { isCreation, operationsOf, type Operation } from "../../lifecycle/operations.ts";
import { pendingMigrations } from "../../lifecycle/pending.ts";
import { nextTag } from "../../lifecycle/tags.ts";
import type { Worker } from "../../worker.ts";
import { configFix } from "./configFix.ts";
import { exportOf } from "./exported.ts";
import type { Fix } from "../rule.ts";

type Changed = Extract<MigrationEdit, { kind: "changed" }>;

/** Restores a committed migration and says in a new one what the edit was meant to do, as far as that can be said. */
export function changedFixes(worker: Worker, edit: Changed): readonly Fix[] {
  const { added, dropped } = edit;
  const restore = restoration(edit);
  const [one, two] = [added[0], dropped[0]];
  const isSwap = added.length === 1 && dropped.length === 1 && one !== undefined && two !== undefined;
  if (isSwap && isCreation(one) && isCreation(two)) return swapFixes(worker, { one, two, restore });
  if (isSwap && one.className === two.className && two.to !== undefined) {
    return [renameAgain(worker, { one, two, restore })];
  }
  if (added.length === 0) return dropFixes(worker, edit, restore);
  const title = t("Move {0} to a new migration", added.map((each) => each.className).join(", "));
  return [configFix(title, ...restore, appendStep(worker.environment, fieldsOf(added)))];
}

/** Takes out what was added and puts back what was dropped; a class in place of another one just gets its name back. */
function restoration({ step, added, dropped }: Changed): readonly ConfigChange[] {
  const replaced = new Map<Operation, Operation>();
  for (const each of added) {
    const free = dropped.find((other) => other.field === each.field && ![...replaced.values()].includes(other));
    if (free !== undefined) replaced.set(each, free);
  }
  const back = dropped.filter((each) => ![...replaced.values()].includes(each));
  return [
    ...[...replaced].map(([{ path }, { value }]): ConfigChange => ({ kind: "set", path, value })),
    ...removeAll(added.filter((each) => !replaced.has(each)).map((each) => each.path)),
    ...back.map(({ field, value }): ConfigChange => ({ kind: "append", path: [...step.node.path, field], value })),
  ];
}

interface Swap {
  readonly one: Operation;
  readonly two: Operation;
  readonly restore: readonly ConfigChange[];
}

/** One class in place of another: renamed, or another class. The same class with another storage can only be restored. */
function swapFixes({ environment }: Worker, { one, two, restore }: Swap): readonly Fix[] {
  const [to, from] = [one.className, two.className];
  if (to === from) return [configFix(t("Restore the storage of {0}", to), ...restore)];
  const rename = appendStep(environment, { renamed_classes: [{ from, to }] });
  const renew = appendStep(environment, { deleted_classes: [from], [one.field]: [to] });
  return [
    configFix(t("Rename {0} to {1} in a new migration", from, to), ...restore, rename),
    configFix(t("Delete {0} and create {1} in a new migration", from, to), ...restore, renew),
  ];
}

/** A class that was renamed to something else is renamed once more. */
function renameAgain({ environment }: Worker, { one, two, restore }: Swap): Fix {
  const [from, to] = [two.to ?? "", one.to ?? ""];
  const title = t("Rename {0} to {1} in a new migration", from, to);
  return configFix(title, ...restore, appendStep(environment, { renamed_classes: [{ from, to }] }));
}

/** Classes that the migration created and that the code does not export any more were probably meant to be deleted. */
function dropFixes(worker: Worker, { dropped }: Changed, restore: readonly ConfigChange[]): readonly Fix[] {
  const names = dropped.map((each) => each.className);
  const plain = configFix(t("Restore {0}", names.join(", ")), ...restore);
  const isGone = dropped.every((each) => isCreation(each) && exportOf(worker, each.className).kind === "missing");
  if (!isGone) return [plain];
  const title = t("Restore {0}, and delete it in a new migration", names.join(", "));
  return [configFix(title, ...restore, appendStep(worker.environment, { deleted_classes: names })), plain];
}

function fieldsOf(operations: readonly Operation[]): Readonly<Record<string, readonly ConfigValue[]>> {
  const fields: Record<string, readonly ConfigValue[]> = {};
  for (const { field, value } of operations) fields[field] = [...(fields[field] ?? []), value];
  return fields;
}

/** Moves a new migration to the end. */
export function moveToEnd({ environment }: Worker, step: Migration): Fix {
  const title = t("Move the migration “{0}” to the end", step.tag?.value ?? "");
  return configFix(title, ...moveAll(environment, [step]));
}

/** Moves a committed migration to the end, and behind it what was committed after it and what is new. */
export function restoreOrder(worker: Worker, step: Migration): Fix {
  const { committed, environment } = worker;
  const order = committed?.environment.migrations.value.map(({ tag }) => tag?.value) ?? [];
  const place = ({ tag }: Migration): number => order.indexOf(tag?.value);
  const later = environment.migrations.value.filter((each) => place(each) >= place(step));
  const moved = [...later.toSorted((a, b) => place(a) - place(b)), ...pendingMigrations(worker)];
  const title = t("Restore the order of the committed migrations");
  return configFix(title, ...moveAll(environment, [...new Set(moved)]));
}

function moveAll({ migrations }: EnvironmentConfig, moved: readonly Migration[]): readonly ConfigChange[] {
  const paths = moved.map(({ node }) => node.path);
  return [
    ...removeAll(paths, { prune: false }),
    ...moved.map(({ node }): ConfigChange => ({ kind: "append", path: migrations.path, value: toValue(node) })),
  ];
}

/** Puts removed migrations back where they were, at the end; none if new ones stand there now. */
export function restoreRemoved(worker: Worker, before: readonly Migration[]): readonly Fix[] {
  const { committed, environment } = worker;
  const last = committed?.environment.migrations.value.slice(-before.length) ?? [];
  const isEnd = last.every((each, index) => each === before[index]) && pendingMigrations(worker).length === 0;
  if (!isEnd) return [];
  const tags = before.map(({ tag }) => tag?.value ?? "");
  const restore = before.map(({ node }): ConfigChange => ({
    kind: "append",
    path: environment.migrations.path,
    value: toValue(node),
  }));
  const plain = configFix(t("Restore the migration “{0}”", tags.join("”, “")), ...restore);
  const gone = classesGone(worker, before);
  if (gone.length === 0) return [plain];
  const title = t("Restore the migration “{0}”, and delete {1} in a new one", tags.join("”, “"), gone.join(", "));
  return [configFix(title, ...restore, deletionBehind(environment, before, gone)), plain];
}

/** The classes that migrations created and that the code does not export any more. */
function classesGone(worker: Worker, steps: readonly Migration[]): readonly string[] {
  const created = steps.flatMap(operationsOf).filter(isCreation);
  return created.flatMap(({ className }) => (exportOf(worker, className).kind === "missing" ? [className] : []));
}

function deletionBehind(
  { migrations }: EnvironmentConfig,
  restored: readonly Migration[],
  classes: readonly string[],
): ConfigChange {
  const tag = nextTag([...migrations.value, ...restored]);
  return { kind: "append", path: migrations.path, value: { tag, deleted_classes: classes } };
}
