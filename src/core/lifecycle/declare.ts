import type { EnvironmentConfig, Migration } from "../config/model.ts";
import type { ConfigChange } from "../config/syntax.ts";
import type { ConfigPath, ConfigValue } from "../config/tree.ts";
import type { Worker } from "../worker.ts";
import { isAtLeast } from "../wrangler/inUse.ts";
import type { Storage } from "./model.ts";

/** The first wrangler that reads the declarative `exports` map. */
export const exportsSince = "4.107.0";

/**
 * The changes that make classes live in the lifecycle that the Worker already uses; a Worker with none gets `exports`
 * where its wrangler knows them, otherwise a first migration. A class goes where the environment's own lifecycle stands:
 * at the top level when it is inherited.
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

/** The lifecycle that a new declaration of this Worker is written in. */
export function dialectToUse(worker: Worker): "migrations" | "exports" {
  switch (worker.lifecycle.dialect) {
    case "migrations":
      return "migrations";
    case "exports":
    case "both":
      return "exports";
    case "none":
      return isAtLeast(worker.wrangler, exportsSince) ? "exports" : "migrations";
  }
}

/** A change that appends a migration with the next free tag. */
export function appendStep(
  environment: EnvironmentConfig,
  fields: Readonly<Record<string, ConfigValue>>,
): ConfigChange {
  const { value, path } = environment.migrations;
  return { kind: "append", path, value: { tag: nextTag(value), ...fields } };
}

/** The change that writes a live entry for a class. */
export function exportChange(environment: EnvironmentConfig, className: string, storage: Storage): ConfigChange {
  const value = { type: "durable-object", storage: storage === "sqlite" ? "sqlite" : "legacy-kv" };
  return { kind: "set", path: exportPath(environment, className), value };
}

/** Where the entry of a class stands, or has to be written. */
export function exportPath(environment: EnvironmentConfig, className: string): ConfigPath {
  return [...environment.exports.path, className];
}

/**
 * The tag to follow those of `migrations`: the last one with its last number counted up (`v2` → `v3`, `2026-11-01` →
 * `2026-11-02`), until it is free; `v1` where there is none.
 */
export function nextTag(migrations: readonly Migration[]): string {
  const taken = new Set(migrations.map((each) => each.tag?.value));
  let tag = migrations.findLast((each) => each.tag !== undefined)?.tag?.value ?? "v0";
  do tag = countUp(tag);
  while (taken.has(tag));
  return tag;
}

function countUp(tag: string): string {
  const match = /^(.*?)(\d+)(\D*)$/s.exec(tag);
  if (match === null) return `${tag}-2`;
  const [, before = "", digits = "", after = ""] = match;
  return before + String(BigInt(digits) + 1n).padStart(digits.length, "0") + after;
}
