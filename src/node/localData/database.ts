import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/** What is used of Node's own SQLite. */
export interface Sqlite {
  readonly DatabaseSync: typeof DatabaseSync;
}

/** The SQLite of this Node; undefined before 22.13, where it is not there without a flag. */
export async function loadNodeSqlite(): Promise<Sqlite | undefined> {
  try {
    return await import("node:sqlite");
  } catch {
    return undefined;
  }
}

/** A session has a database open. */
export class Busy extends Error {}

/**
 * Opens a database that nobody else has open, and keeps it so until it is closed: a session keeps the alarms of each of its
 * namespaces open from its start to its end. It is in a transaction. Throws `Busy`.
 */
export function openAlone({ DatabaseSync }: Sqlite, path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database.close();
    throw isBusy(error) ? new Busy() : error;
  }
}

/** Writes what lies in the log beside a database into it, so that its one file is all of it. Throws `Busy`. */
export function checkpoint({ DatabaseSync }: Sqlite, path: string): void {
  const database = new DatabaseSync(path);
  try {
    const row = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
    if (row?.["busy"] === 1) throw new Busy();
  } catch (error) {
    throw isBusy(error) ? new Busy() : error;
  } finally {
    database.close();
  }
}

/** Reads a database, which is not changed; undefined where there is none, or it is none. Throws `Busy`. */
export function readDatabase<T>(sqlite: Sqlite, path: string, read: (database: DatabaseSync) => T): T | undefined {
  if (!existsSync(path)) return undefined;
  const database = openToRead(sqlite, path);
  try {
    return read(database);
  } catch (error) {
    if (isBusy(error)) throw new Busy();
    return undefined;
  } finally {
    database.close();
  }
}

/**
 * Without a log beside it nobody has a database open. Then it is read as a file that does not change, as even a reader
 * would begin a log otherwise, and leave it there.
 */
function openToRead({ DatabaseSync }: Sqlite, path: string): DatabaseSync {
  const isClosed = ["-wal", "-journal"].every((ending) => !existsSync(path + ending));
  if (isClosed) {
    try {
      return new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
    } catch {
      // Before 22.15 Node takes an address for the name of a file.
    }
  }
  return new DatabaseSync(path, { readOnly: true });
}

const busyCode = 5;

/** Whether an error of SQLite says that someone else writes: by its code, whose higher bits say more. */
export function isBusy(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : 0;
  return code % 256 === busyCode;
}
