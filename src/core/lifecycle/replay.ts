import type { Migration } from "../config/model.ts";
import type { StringNode } from "../config/tree.ts";
import type { Lifecycle, LifecycleClass, LifecycleEvent, ReplayFault, Storage } from "./model.ts";

/**
 * Applies migrations in order, and inside a step in wrangler's: deleted, renamed, new_classes, new_sqlite_classes
 * (measured with wrangler 4.164). Transfers, which wrangler's own replay ignores, come after the renames.
 */
export function replay(migrations: readonly Migration[]): Pick<Lifecycle, "classes" | "faults"> {
  const classes = new Map<string, LifecycleClass>();
  const faults: ReplayFault[] = [];
  migrations.forEach((migration, index) => applyStep({ classes, faults, migration, index }));
  return { classes, faults };
}

interface Step {
  readonly classes: Map<string, LifecycleClass>;
  readonly faults: ReplayFault[];
  readonly migration: Migration;
  readonly index: number;
}

function applyStep(step: Step): void {
  const { migration } = step;
  for (const name of migration.deletedClasses) applyDelete(step, name);
  for (const { from, to } of migration.renamedClasses) applyRename(step, from, to);
  for (const { to, from, fromScript } of migration.transferredClasses) {
    record(
      step,
      to,
      { kind: "transferredFrom", other: from.value, script: fromScript.value },
      { state: "live", storage: undefined },
    );
  }
  for (const name of migration.newClasses) applyCreate(step, name, "kv");
  for (const name of migration.newSqliteClasses) applyCreate(step, name, "sqlite");
}

function applyDelete(step: Step, name: StringNode): void {
  const found = step.classes.get(name.value);
  if (found?.state !== "live") fault(step, "deleteMissing", "deleted_classes", name);
  else if (cameByTransfer(found)) fault(step, "transferInvisible", "deleted_classes", name);
  record(step, name, { kind: "deleted" }, { state: "deleted", storage: found?.storage });
}

function applyRename(step: Step, from: StringNode, to: StringNode): void {
  const found = step.classes.get(from.value);
  if (found?.state !== "live") fault(step, "renameMissing", "renamed_classes", from);
  else if (cameByTransfer(found)) fault(step, "transferInvisible", "renamed_classes", from);
  if (step.classes.get(to.value)?.state === "live") fault(step, "renameOntoExisting", "renamed_classes", to);
  record(step, from, { kind: "renamedTo", other: to.value }, { state: "renamed", storage: found?.storage });
  record(step, to, { kind: "renamedFrom", other: from.value }, { state: "live", storage: found?.storage });
}

function applyCreate(step: Step, name: StringNode, storage: Storage): void {
  const field = storage === "kv" ? "new_classes" : "new_sqlite_classes";
  const found = step.classes.get(name.value);
  // A transferred class may be listed as new in the same step or later: that is how wrangler's replay is told of it.
  if (found?.state === "live" && !cameByTransfer(found)) return fault(step, "createExisting", field, name);
  record(step, name, { kind: "created" }, { state: "live", storage });
}

/** wrangler's replay has never heard of a class that came by a transfer, until a step of its own creates or renames it. */
function cameByTransfer(found: LifecycleClass): boolean {
  return found.events.at(-1)?.kind === "transferredFrom";
}

function fault(step: Step, kind: ReplayFault["kind"], field: string, className: StringNode): void {
  step.faults.push({ kind, field, className, index: step.index });
}

function record(
  step: Step,
  name: StringNode,
  what: Pick<LifecycleEvent, "kind" | "other" | "script">,
  result: Pick<LifecycleClass, "state" | "storage">,
): void {
  const event: LifecycleEvent = { ...what, tag: step.migration.tag?.value, span: name.span, path: name.path };
  const before = step.classes.get(name.value)?.events ?? [];
  const [first = event, ...rest] = [...before, event];
  step.classes.set(name.value, { name: name.value, ...result, events: [first, ...rest] });
}
