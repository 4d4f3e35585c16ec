import { readDatabase, type Sqlite } from "./database.ts";

/** Where workerd keeps the alarms of a namespace. */
export const metadataName = "metadata.sqlite";

/** The name that an object was reached by, from its database; undefined where none is stored. Throws `Busy`. */
export function readName(sqlite: Sqlite, file: string): string | undefined {
  const name = readDatabase(sqlite, file, (database) => {
    const isStored = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = '__miniflare_do_name'").get();
    return isStored && database.prepare("SELECT name FROM __miniflare_do_name WHERE id = 1").get()?.["name"];
  });
  return typeof name === "string" ? name : undefined;
}
