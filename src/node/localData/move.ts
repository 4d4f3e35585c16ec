import { createHash, createHmac } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Hashes } from "../../core/localData/ids.ts";
import type { LocalMove } from "../../core/localData/moves.ts";
import { planMove, type MovedObject, type MovePlan, type StoredObject } from "../../core/localData/plan.ts";
import { readAlarms, writeAlarms, type StoredAlarm } from "./alarms.ts";
import { checkpoint, openAlone, type Sqlite } from "./database.ts";
import { idsIn, metadataName, nameOf } from "./namespace.ts";

export const nodeHashes: Hashes = {
  sha256: (text) => createHash("sha256").update(text).digest(),
  hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
};

/** What a move would come to; nothing is changed. Throws `Busy` while a session has either namespace open. */
export function inspectObjects(sqlite: Sqlite, move: LocalMove): MovePlan {
  return withAlarms(sqlite, move.from, (from) =>
    withAlarms(sqlite, move.to, () => planOf(sqlite, move, from && readAlarms(from))),
  );
}

/**
 * Copies each object whose name is known under the id that the name has in the other namespace, with its alarm; nothing is
 * written over, and what is there stays. Until the last moment the copies have other names, so that a move that is broken
 * off leaves no half object and can be made again. Throws `Busy` while a session has either namespace open.
 */
export function moveObjects(sqlite: Sqlite, move: LocalMove): MovePlan {
  return withAlarms(sqlite, move.from, (from) => {
    const alarms = from && readAlarms(from);
    mkdirSync(move.to, { recursive: true });
    const metadata = openAlone(sqlite, path.join(move.to, metadataName));
    const copies: Copy[] = [];
    try {
      const plan = planOf(sqlite, move, alarms);
      for (const each of plan.moved) copyObject(sqlite, move, each, copies);
      const due = plan.moved.flatMap((each) => movedAlarm(each, alarms));
      writeAlarms(metadata, due);
      metadata.exec("COMMIT");
      for (const each of copies) finish(each);
      return plan;
    } catch (error) {
      for (const { temporary } of copies) rmSync(temporary, { recursive: true, force: true });
      throw error;
    } finally {
      metadata.close();
    }
  });
}

type Alarms = ReadonlyMap<string, StoredAlarm>;

/** Does something while nobody else has a namespace open; with undefined where it has no alarms to keep open. */
function withAlarms<T>(sqlite: Sqlite, folder: string, work: (metadata: DatabaseSync | undefined) => T): T {
  const file = path.join(folder, metadataName);
  if (!existsSync(file)) return work(undefined);
  const metadata = openAlone(sqlite, file);
  try {
    return work(metadata);
  } finally {
    metadata.close();
  }
}

function planOf(sqlite: Sqlite, { from, to }: LocalMove, alarms: Alarms | undefined): MovePlan {
  const objects = idsIn(from).map((id): StoredObject => {
    const alarm = alarms?.get(id);
    const name = nameOf(sqlite, from, { id, alarm });
    return { id, name, hasAlarm: alarm !== undefined };
  });
  const namespaces = { from: path.basename(from), to: path.basename(to) };
  return planMove(nodeHashes, namespaces, { objects, present: new Set(idsIn(to)) });
}

/** A file of an object under its name for the time being, and the name it gets at the end. */
interface Copy {
  readonly temporary: string;
  readonly final: string;
}

/** Copies the files of an object and of its facets; its own comes last, as it is the one that makes the object be there. */
function copyObject(sqlite: Sqlite, { from, to }: LocalMove, object: MovedObject, copies: Copy[]): void {
  const files = readdirSync(from).filter((each) => each.startsWith(`${object.from}.`));
  const main = `${object.from}.sqlite`;
  for (const file of [...files.filter((each) => each !== main), main]) {
    if (/-(wal|shm)$/.test(file)) continue;
    const source = path.join(from, file);
    const final = path.join(to, object.to + file.slice(object.from.length));
    if (file.endsWith(".sqlite")) checkpoint(sqlite, source);
    copies.push({ temporary: `${final}.moving`, final });
    copyFileSync(source, `${final}.moving`);
  }
}

/** What a deleted object left behind of its log would be taken for the new one's. */
function finish({ temporary, final }: Copy): void {
  for (const ending of ["-wal", "-shm"]) rmSync(final + ending, { force: true });
  renameSync(temporary, final);
}

function movedAlarm({ from, to, name }: MovedObject, alarms: Alarms | undefined): readonly StoredAlarm[] {
  const alarm = alarms?.get(from);
  return alarm === undefined ? [] : [{ ...alarm, id: to, name }];
}
