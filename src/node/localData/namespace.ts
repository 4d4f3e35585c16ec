import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { objectFile } from "../../core/localData/folders.ts";
import type { StoredAlarm } from "./alarms.ts";
import { readDatabase, type Sqlite } from "./database.ts";

/** Where workerd keeps the alarms of a namespace. */
export const metadataName = "metadata.sqlite";

/** The ids of the objects in the folder of a namespace. */
export function idsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => objectFile.exec(file)?.[1] ?? []);
}

/** The name that an object was reached by, from its database or with its alarm; undefined where none is stored. Throws `Busy`. */
export function nameOf(
  sqlite: Sqlite,
  folder: string,
  { id, alarm }: { readonly id: string; readonly alarm: StoredAlarm | undefined },
): string | undefined {
  const name = readDatabase(sqlite, path.join(folder, `${id}.sqlite`), (database) => {
    const isStored = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = '__miniflare_do_name'").get();
    return isStored && database.prepare("SELECT name FROM __miniflare_do_name WHERE id = 1").get()?.["name"];
  });
  return typeof name === "string" ? name : (alarm?.name ?? undefined);
}
