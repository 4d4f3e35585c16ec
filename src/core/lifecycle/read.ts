import type { EnvironmentConfig, ExportEntry } from "../config/model.ts";
import type { Lifecycle, LifecycleClass, LifecycleEvent } from "./model.ts";
import { replay } from "./replay.ts";

/** Reads `migrations` and `exports` of an environment into one result. Where both declare Durable Objects, `exports` counts. */
export function readLifecycle(environment: EnvironmentConfig): Lifecycle {
  const dialect = dialectOf(environment);
  if (dialect === "none") return { dialect, classes: new Map(), faults: [] };
  if (dialect === "migrations") return { dialect, ...replay(environment.migrations.value) };
  const classes = environment.exports.value.flatMap(fromExport);
  return { dialect, classes: new Map(classes.map((each) => [each.name, each])), faults: [] };
}

function dialectOf({ migrations, exports }: EnvironmentConfig): Lifecycle["dialect"] {
  const hasMigrations = migrations.value.length > 0;
  const hasExports = exports.value.length > 0;
  if (hasMigrations && hasExports) return "both";
  if (hasExports) return "exports";
  return hasMigrations ? "migrations" : "none";
}

function fromExport(entry: ExportEntry): readonly LifecycleClass[] {
  if (entry.state === undefined) return [];
  const place = { tag: undefined, span: entry.keySpan, path: entry.node.path };
  const event: LifecycleEvent = { ...eventOf(entry, entry.state), ...place };
  const state = entry.state === "created" ? "live" : entry.state;
  return [{ name: entry.className, storage: storageOf(entry), state, events: [event] }];
}

function storageOf({ storage }: ExportEntry): LifecycleClass["storage"] {
  if (storage?.value === "sqlite") return "sqlite";
  return storage?.value === "legacy-kv" ? "kv" : undefined;
}

function eventOf(
  entry: ExportEntry,
  state: NonNullable<ExportEntry["state"]>,
): Pick<LifecycleEvent, "kind" | "other" | "script"> {
  switch (state) {
    case "created":
      return { kind: "created" };
    case "deleted":
      return { kind: "deleted" };
    case "renamed":
      return { kind: "renamedTo", ...(entry.renamedTo && { other: entry.renamedTo.value }) };
    case "transferred":
      return { kind: "transferredTo", ...(entry.transferredTo && { script: entry.transferredTo.value }) };
    case "expecting-transfer":
      return { kind: "expectsTransfer", ...(entry.transferFrom && { script: entry.transferFrom.value }) };
  }
}
