import type { DatabaseSync } from "node:sqlite";

/** An alarm as workerd keeps it beside the objects of a namespace. */
export interface StoredAlarm {
  readonly id: string;
  /** In nanoseconds since 1970. */
  readonly time: bigint;
  /** The name of the object; null where it was reached by its id, or by an older workerd. */
  readonly name: string | null;
}

/** The alarms of a namespace by the id of their object; none where the table is not there or is another one. */
export function readAlarms(metadata: DatabaseSync): ReadonlyMap<string, StoredAlarm> {
  const columns = columnsOf(metadata);
  if (!columns.has("actor_id") || !columns.has("scheduled_time")) return new Map();
  const name = columns.has("actor_name") ? "actor_name" : "NULL";
  const query = metadata.prepare(`SELECT actor_id AS id, scheduled_time AS time, ${name} AS name FROM _cf_ALARM`);
  query.setReadBigInts(true);
  const rows = query.all().flatMap(({ id, time, name: stored }): readonly StoredAlarm[] => {
    const isAlarm = typeof id === "string" && typeof time === "bigint";
    return isAlarm ? [{ id, time, name: typeof stored === "string" ? stored : null }] : [];
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Adds alarms, in place of those that their objects have; the table is made as workerd makes it. */
export function writeAlarms(metadata: DatabaseSync, alarms: readonly StoredAlarm[]): void {
  metadata.exec(
    "CREATE TABLE IF NOT EXISTS _cf_ALARM (actor_id TEXT PRIMARY KEY, scheduled_time INTEGER, actor_name TEXT) WITHOUT ROWID",
  );
  if (!columnsOf(metadata).has("actor_name")) metadata.exec("ALTER TABLE _cf_ALARM ADD COLUMN actor_name TEXT");
  const insert = metadata.prepare(
    "INSERT OR REPLACE INTO _cf_ALARM (actor_id, scheduled_time, actor_name) VALUES (?, ?, ?)",
  );
  for (const { id, time, name } of alarms) insert.run(id, time, name);
}

function columnsOf(metadata: DatabaseSync): ReadonlySet<string> {
  return new Set(
    metadata
      .prepare("PRAGMA table_info(_cf_ALARM)")
      .all()
      .map((row) => String(row["name"])),
  );
}
