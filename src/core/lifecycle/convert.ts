import type { ConfigChange } from "../config/syntax.ts";
import { toValue, type ConfigValue } from "../config/tree.ts";
import type { Worker } from "../worker.ts";
import { liveEntry } from "./declare.ts";
import { isLive, type LifecycleClass } from "./model.ts";
import { pendingMigrations } from "./pending.ts";
import { replay } from "./replay.ts";

/**
 * The changes that turn the `migrations` of a Worker into `exports`, where they stand (which may be the top level that the
 * environment inherits from): one live entry for each class they leave live, and none for what they have retired already.
 * Migrations that the committed configuration did not have may not be applied yet: their renames and deletions become
 * tombstones. An entry that `exports` has already is kept.
 */
export function convertToExports(worker: Worker): readonly ConfigChange[] {
  const { migrations, exports } = worker.environment;
  const path = [...migrations.path.slice(0, -1), "exports"];
  const remove: ConfigChange = { kind: "remove", path: migrations.path };
  const isBeside = exports.path.length === path.length;
  const declared = isBeside || exports.isInherited ? exports.value.map((each) => each.className) : [];
  const entries = [...exportEntries(worker)].filter(([name]) => !declared.includes(name));
  if (entries.length === 0 || isBeside || !exports.isInherited) {
    return [remove, ...entries.map(([name, value]): ConfigChange => ({ kind: "set", path: [...path, name], value }))];
  }
  // Own `exports` replace the inherited ones as a whole, so they are repeated.
  const inherited = exports.node?.kind === "object" ? exports.node.properties : [];
  const repeated = inherited.map(({ key, value }): readonly [string, ConfigValue] => [key, toValue(value)]);
  return [remove, { kind: "set", path, value: Object.fromEntries([...repeated, ...entries]) }];
}

/** An entry of `exports` as text would hold it. */
type Entry = Readonly<Record<string, string>>;

function exportEntries(worker: Worker): ReadonlyMap<string, Entry> {
  const pending = pendingMigrations(worker).map((each) => each.node.path);
  const entries = new Map<string, Entry>();
  for (const found of replay(worker.environment.migrations.value).classes.values()) {
    if (isLive(found)) entries.set(found.name, liveEntry(found.storage ?? "sqlite"));
    else if (isRetiredBy(found, pending)) entries.set(found.name, tombstone(found));
  }
  return entries;
}

/** Whether pending migrations retire a class that was there before them. */
function isRetiredBy({ events }: LifecycleClass, pending: readonly (readonly (string | number)[])[]): boolean {
  const isPending = (path: readonly (string | number)[]): boolean =>
    pending.some((step) => step.every((part, index) => part === path[index]));
  const last = events.at(-1) ?? events[0];
  return isPending(last.path) && !isPending(events[0].path);
}

function tombstone({ state, events }: LifecycleClass): Entry {
  const to = events.at(-1)?.other;
  if (state !== "renamed" || to === undefined) return { type: "durable-object", state: "deleted" };
  return { type: "durable-object", state: "renamed", renamed_to: to };
}
