import { t } from "@vscode/l10n";
import { property, type ConfigPath } from "../config/tree.ts";
import { changesOfExports } from "../lifecycle/compareExports.ts";
import { compareMigrations, type MigrationEdit } from "../lifecycle/compareMigrations.ts";
import { isCreation, type Operation } from "../lifecycle/operations.ts";
import type { Worker } from "../worker.ts";
import { ownBindings } from "./shared/bindings.ts";
import { exportsFinding } from "./shared/editedExports.ts";
import { changedFixes, moveToEnd, restoreOrder, restoreRemoved } from "./shared/editedMigrationFixes.ts";
import { configFix } from "./shared/configFix.ts";
import { isInBrokenStep } from "./shared/mentions.ts";
import type { Finding, Rule } from "./rule.ts";
import { unexportedClasses } from "./shared/unexported.ts";

export const migrationEditedAppliedTag: Rule = {
  id: "migration-edited-applied-tag",
  severity: "warning",
  stage: "own",
  summary: "A committed migration, or a committed entry of `exports`, that was edited as if it were not applied",
  fix: "choice",
  needsWhole: true,
  *check(worker) {
    const { environment, lifecycle } = worker;
    // The committed version costs as much as the present one to read.
    const committed = lifecycle.dialect === "none" ? undefined : worker.committed;
    if (committed === undefined) return;
    for (const edit of compareMigrations(committed.environment.migrations.value, environment.migrations.value)) {
      const finding = findingOf(worker, edit);
      if (finding !== undefined) yield finding;
    }
    for (const edit of changesOfExports(worker, committed)) {
      // A bound class without an entry is reported at its binding.
      const isBound = edit.kind === "removed" && ownBindings(worker, edit.className).length > 0;
      if (!isBound) yield exportsFinding(worker, edit);
    }
  },
};

type Changed = Extract<MigrationEdit, { kind: "changed" }>;

function findingOf(worker: Worker, edit: MigrationEdit): Finding | undefined {
  switch (edit.kind) {
    case "changed":
      return changed(worker, withoutOthers(worker, edit));
    case "retagged": {
      const message = t(
        "This migration was committed with the tag “{0}”; a Worker that has applied it is sent all migrations again, which fails with code 10074; restore the tag.",
        edit.before,
      );
      const fix = configFix(t("Restore the tag “{0}”", edit.before), {
        kind: "set",
        path: edit.tag.path,
        value: edit.before,
      });
      return { at: edit.tag.span, message, fixes: [fix] };
    }
    case "removed":
      return removed(worker, edit);
    case "tooEarly":
      return edit.isNew ? inserted(worker, edit) : swapped(worker, edit);
  }
}

type TooEarly = Extract<MigrationEdit, { kind: "tooEarly" }>;

function inserted(worker: Worker, { step, tag, ahead }: TooEarly): Finding {
  const message = t(
    "This migration stands before “{0}”, which is committed; a Worker that has applied “{0}” is sent only what comes after it, so this one is never applied; move it to the end.",
    ahead,
  );
  return { at: tag.span, message, fixes: [moveToEnd(worker, step)] };
}

function swapped(worker: Worker, { step, tag, ahead }: TooEarly): Finding {
  const message = t(
    "This migration was committed behind “{0}”; a Worker whose last migration it is, is sent “{0}” again, which fails with code 10074; restore the order.",
    ahead,
  );
  return { at: tag.span, message, fixes: [restoreOrder(worker, step)] };
}

/** Leaves out what is harmless, and what another rule reports: what cannot be read or applied, and misspelt classes. */
function withoutOthers(worker: Worker, edit: Changed): Changed {
  const misspelt = unexportedClasses(worker).filter((each) => each.intended !== undefined);
  const isMisspelt = ({ className }: Operation): boolean =>
    misspelt.some(({ found, intended }) => found.name === className || intended === className);
  return {
    ...edit,
    added: edit.added.filter((each) => !isHarmless(worker, edit, each) && !isMisspelt(each)),
    dropped: edit.dropped.filter((each) => !isInBrokenStep(worker, each.className) && !isMisspelt(each)),
  };
}

/**
 * wrangler's own replay may need to be told of a class that an applied migration made and a later one retires; the API
 * does not look at the addition.
 */
function isHarmless({ lifecycle }: Worker, { step }: Changed, operation: Operation): boolean {
  // What the replay stumbles over is reported as that.
  if (lifecycle.faults.some(({ className }) => startsWith(className.path, operation.path))) return true;
  if (!isCreation(operation)) return false;
  if (step.transferredClasses.some(({ to }) => to.value === operation.className)) return true;
  const events = lifecycle.classes.get(operation.className)?.events ?? [];
  const made = events.findIndex(({ path }) => path.join() === operation.path.join());
  return events.slice(made + 1).some(({ kind }) => kind === "deleted" || kind === "renamedTo");
}

function startsWith(path: ConfigPath, start: ConfigPath): boolean {
  return start.every((part, index) => part === path[index]);
}

function changed(worker: Worker, edit: Changed): Finding | undefined {
  const { added, dropped, tag } = edit;
  const [first] = added;
  if (first === undefined && dropped.length === 0) return undefined;
  return { at: first?.span ?? tag.span, message: messageOf(edit), fixes: changedFixes(worker, edit) };
}

function messageOf({ added, dropped, tag }: Changed): string {
  const names = namesOf(added);
  const before = namesOf(dropped);
  if (dropped.length === 0) {
    return t(
      "The migration “{1}” is committed, and adding {0} to it does nothing in a Worker that has applied it; put {0} into a new migration.",
      names,
      tag.value,
    );
  }
  if (added.length === 0) {
    return t(
      "The migration “{1}” is committed, and taking {0} out of it does nothing in a Worker that has applied it; restore it, and say in a new migration what is to happen.",
      before,
      tag.value,
    );
  }
  return names === before
    ? t(
        "The migration “{1}” is committed, and doing something else with {0} changes nothing in a Worker that has applied it, least of all the storage; restore it.",
        names,
        tag.value,
      )
    : t(
        "The migration “{1}” is committed, and writing {0} in place of {2} does nothing in a Worker that has applied it, where {2} stays as it is; restore {2}, and rename or delete it in a new migration.",
        names,
        tag.value,
        before,
      );
}

function namesOf(operations: readonly Operation[]): string {
  return operations.map((each) => each.className).join(", ");
}

function removed(worker: Worker, edit: Extract<MigrationEdit, { kind: "removed" }>): Finding {
  const { migrations, node } = worker.environment;
  const tags = edit.before.map((each) => `“${each.tag?.value ?? ""}”`).join(", ");
  const message = edit.isLast
    ? t(
        "The migration {0} is committed and was removed; a Worker that has applied it is sent all migrations again, which fails with code 10074; restore it.",
        tags,
      )
    : t(
        "The migration {0} is committed and was removed; a Worker that has applied it keeps what it did, which wrangler does not know any more; restore it, and undo it in a new migration.",
        tags,
      );
  const holder = migrations.isInherited ? worker.config.document.root : node;
  const at = property(holder, "migrations")?.keySpan ?? node.span;
  return { at, message, fixes: restoreRemoved(worker, edit.before) };
}
