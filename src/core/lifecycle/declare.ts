import type { EnvironmentConfig } from "../config/model.ts";
import type { ConfigChange } from "../config/syntax.ts";
import type { ConfigPath, ConfigValue } from "../config/tree.ts";
import type { Worker } from "../worker.ts";
import { isAtLeast } from "../wranglerInUse.ts";
import type { Storage } from "./model.ts";
import { nextTag } from "./tags.ts";

/** The first wrangler that reads the declarative `exports` map. */
export const exportsSince = "4.107.0";

/**
 * The changes that make classes live in the lifecycle that the Worker already uses; a Worker with none gets `exports`
 * where its wrangler knows them, otherwise a first migration. A class goes where the environment's own lifecycle stands:
 * at the top level when it is inherited, or when there is none yet.
 */
export function declareClasses(
  worker: Worker,
  classNames: readonly string[],
  storage: Storage = "sqlite",
): readonly ConfigChange[] {
  const { environment } = worker;
  if (dialectToUse(worker) === "exports") return classNames.map((name) => exportChange(environment, name, storage));
  const field = storage === "sqlite" ? "new_sqlite_classes" : "new_classes";
  return [appendStep(environment, { [field]: classNames })];
}

/** The changes that delete a class and its objects at the next deploy: a tombstone, or a migration. */
export function deleteClass({ environment, lifecycle }: Worker, className: string): readonly ConfigChange[] {
  if (lifecycle.dialect === "migrations") return [appendStep(environment, { deleted_classes: [className] })];
  return [tombstone(environment, className, { state: "deleted" })];
}

/** The changes that give the objects of a class to another class name at the next deploy. */
export function renameClass(worker: Worker, from: string, to: string): readonly ConfigChange[] {
  const { environment, lifecycle } = worker;
  if (lifecycle.dialect === "migrations") return [appendStep(environment, { renamed_classes: [{ from, to }] })];
  const storage = lifecycle.classes.get(from)?.storage ?? "sqlite";
  return [tombstone(environment, from, { state: "renamed", renamed_to: to }), exportChange(environment, to, storage)];
}

/**
 * The lifecycle that a new declaration of this Worker is written in. Where there is none, another environment that has
 * migrations decides: `exports` at the top level would be inherited by it, and wrangler refuses both together.
 */
export function dialectToUse({ config, environment, lifecycle, wrangler }: Worker): "migrations" | "exports" {
  switch (lifecycle.dialect) {
    case "migrations":
      return "migrations";
    case "exports":
    case "both":
      return "exports";
    case "none": {
      const isEmptyList = environment.migrations.node?.kind === "array";
      const usesMigrations = isEmptyList || config.environments.some((each) => each.migrations.value.length > 0);
      return isAtLeast(wrangler, exportsSince) && !usesMigrations ? "exports" : "migrations";
    }
  }
}

/** A change that appends a migration with the next free tag. */
export function appendStep(
  { migrations }: EnvironmentConfig,
  fields: Readonly<Record<string, ConfigValue>>,
): ConfigChange {
  return {
    kind: "append",
    path: placeOf(migrations, "migrations"),
    value: { tag: nextTag(migrations.value), ...fields },
  };
}

/** The change that writes a live entry for a class. */
export function exportChange(environment: EnvironmentConfig, className: string, storage: Storage): ConfigChange {
  return { kind: "set", path: exportPath(environment, className), value: liveEntry(storage) };
}

/** The value of a live entry of `exports`. */
export function liveEntry(storage: Storage): { readonly type: string; readonly storage: string } {
  return { type: "durable-object", storage: storage === "sqlite" ? "sqlite" : "legacy-kv" };
}

/** The changes that declare a key-value class with SQLite storage where it stands; none if it is not declared as one. */
export function switchToSqlite(environment: EnvironmentConfig, className: string): readonly ConfigChange[] {
  const entry = environment.exports.value.find((each) => each.className === className);
  if (entry?.storage?.value === "legacy-kv") return [{ kind: "set", path: entry.storage.path, value: "sqlite" }];
  return environment.migrations.value.flatMap(({ node, newClasses }): readonly ConfigChange[] => {
    const name = newClasses.find((each) => each.value === className);
    if (name === undefined) return [];
    const append: ConfigChange = { kind: "append", path: [...node.path, "new_sqlite_classes"], value: className };
    return [{ kind: "remove", path: name.path, prune: true }, append];
  });
}

/** Where the entry of a class stands, or has to be written. */
export function exportPath({ exports }: EnvironmentConfig, className: string): ConfigPath {
  return [...placeOf(exports, "exports"), className];
}

function tombstone(
  environment: EnvironmentConfig,
  className: string,
  fields: Readonly<Record<string, string>>,
): ConfigChange {
  return { kind: "set", path: exportPath(environment, className), value: { type: "durable-object", ...fields } };
}

/** What is nowhere yet is written at the top level, where every environment inherits it. */
function placeOf(found: EnvironmentConfig["migrations" | "exports"], key: string): ConfigPath {
  return found.node === undefined ? [key] : found.path;
}
