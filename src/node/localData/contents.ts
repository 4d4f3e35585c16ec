import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { inspect } from "node:util";
import { deserialize } from "node:v8";
import {
  cellOf,
  mostObjects,
  mostRows,
  shortened,
  type DatabaseContents,
  type ListedObject,
  type NamespaceContents,
  type ObjectContents,
  type SqlValue,
  type StoredEntries,
  type StoredTable,
} from "../../core/localData/contents.ts";
import { databaseFile } from "../../core/localData/folders.ts";
import { readAlarms, type StoredAlarm } from "./alarms.ts";
import { isBusy, readDatabase, type Sqlite } from "./database.ts";
import { idsIn, metadataName, nameOf } from "./namespace.ts";

/** What a namespace holds, by its folder, and one of its objects, by its id. Throws `Busy` while a session writes. */
export function readContents(sqlite: Sqlite, folder: string, wanted: string): NamespaceContents {
  const found = objectsIn(folder).toSorted((a, b) => b.changed - a.changed);
  const alarms = readDatabase(sqlite, path.join(folder, metadataName), readAlarms) ?? new Map<string, StoredAlarm>();
  const objects = found.slice(0, mostObjects).map((each): ListedObject => {
    const alarm = alarms.get(each.id);
    return {
      ...each,
      name: nameOf(sqlite, folder, { id: each.id, alarm }) ?? null,
      alarm: alarm === undefined ? null : Number(alarm.time / 1_000_000n),
    };
  });
  const shown = found.find(({ id }) => id === wanted) ?? found[0];
  return { objects, count: found.length, shown: shown === undefined ? null : readObject(sqlite, folder, shown.id) };
}

type FoundObject = Pick<ListedObject, "id" | "changed" | "size">;

function objectsIn(folder: string): readonly FoundObject[] {
  return idsIn(folder).flatMap((id): readonly FoundObject[] => {
    // An object can be deleted while the others are looked at.
    const written = ["", "-wal"].flatMap(
      (ending) => statSync(path.join(folder, `${id}.sqlite${ending}`), { throwIfNoEntry: false }) ?? [],
    );
    if (written.length === 0) return [];
    const changed = Math.max(...written.map(({ mtimeMs }) => mtimeMs));
    return [{ id, changed, size: written.reduce((sum, { size }) => sum + size, 0) }];
  });
}

function readObject(sqlite: Sqlite, folder: string, id: string): ObjectContents {
  const files = readdirSync(folder).flatMap((file) => {
    const [, owner, facet] = databaseFile.exec(file) ?? [];
    return owner === id ? [{ file, facet: facet === undefined ? null : Number(facet) }] : [];
  });
  const databases = files.flatMap(({ file, facet }) => {
    const contents = readDatabase(sqlite, path.join(folder, file), contentsOf);
    return contents === undefined ? [] : [{ facet, ...contents }];
  });
  return { id, databases: databases.toSorted((a, b) => (a.facet ?? -1) - (b.facet ?? -1)) };
}

function contentsOf(database: DatabaseSync): Omit<DatabaseContents, "facet"> {
  const names = database
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') ORDER BY name")
    .all()
    .map(({ name }) => String(name));
  const own = names.filter((name) => !/^(?:sqlite|_cf|__miniflare)_/i.test(name));
  return {
    tables: own.map((name) => tableOf(database, name)),
    entries: names.includes("_cf_KV") ? entriesOf(database) : { shown: [], count: 0 },
  };
}

/** The SQLite of an older Node lacks modules that workerd has, such as FTS5: the other tables can be read. */
function tableOf(database: DatabaseSync, name: string): StoredTable {
  try {
    return readTable(database, name);
  } catch (error) {
    if (isBusy(error)) throw error;
    return { name, columns: [], rows: [], count: 0, problem: error instanceof Error ? error.message : String(error) };
  }
}

function readTable(database: DatabaseSync, name: string): StoredTable {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const query = database.prepare(`SELECT * FROM ${quoted} LIMIT ${mostRows}`);
  query.setReadBigInts(true);
  // What `*` stands for; Node tells it by itself from 22.16 on only.
  const columns = database
    .prepare("SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1")
    .all(name)
    .map((column) => String(column["name"]));
  return {
    name,
    columns,
    rows: query.all().map((row) => columns.map((column) => cellOf(row[column] ?? null))),
    count: countOf(database, quoted),
    problem: null,
  };
}

function entriesOf(database: DatabaseSync): StoredEntries {
  const rows = database.prepare(`SELECT key, value FROM _cf_KV ORDER BY key LIMIT ${mostRows}`).all();
  return {
    shown: rows.map(({ key, value }) => ({ key: String(key), value: valueText(value ?? null) })),
    count: countOf(database, "_cf_KV"),
  };
}

function countOf(database: DatabaseSync, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.["count"] ?? 0);
}

/** workerd keeps values as V8 serializes them, which this Node can read unless it is older than what wrote them. */
function valueText(value: SqlValue): string {
  if (!(value instanceof Uint8Array)) return cellOf(value).text;
  try {
    return shortened(inspect(deserialize(value), { depth: 6, breakLength: 80, maxArrayLength: 100 }));
  } catch {
    return cellOf(value).text;
  }
}
