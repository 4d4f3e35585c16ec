import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as sqlite from "node:sqlite";
import { idFromName } from "../../../src/core/localData/ids.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { Busy } from "../../../src/node/localData/database.ts";
import { inspectObjects, moveObjects, nodeHashes } from "../../../src/node/localData/move.ts";
import { temporaryFolder } from "../../host/endings.ts";

const due = 1_800_000_000_123_456_789n;
const oldId = (name: string) => idFromName(nodeHashes, "chat-Room", name);
const newId = (name: string) => idFromName(nodeHashes, "chat-Hall", name);

describe("moving local data", () => {
  let move: { readonly from: ReturnType<typeof toFilePath>; readonly to: ReturnType<typeof toFilePath> };
  let remove: () => void;

  beforeEach(() => {
    const [folder, removeFolder] = temporaryFolder("do-local");
    remove = removeFolder;
    move = { from: toFilePath(path.join(folder, "chat-Room")), to: toFilePath(path.join(folder, "chat-Hall")) };
    mkdirSync(move.from);
    edit(path.join(move.from, "metadata.sqlite"), (metadata) => {
      metadata.exec(
        "CREATE TABLE _cf_ALARM (actor_id TEXT PRIMARY KEY, scheduled_time INTEGER, actor_name TEXT) WITHOUT ROWID",
      );
    });
  });
  afterEach(() => remove());

  it("copies objects with their alarms, to the nanosecond, and leaves the old ones as they are", () => {
    makeObject("lobby");
    setAlarm(oldId("lobby"), "lobby");
    const inspected = inspectObjects(sqlite, move);
    assert.equal(existsSync(move.to), false);
    assert.deepEqual(moveObjects(sqlite, move), inspected);
    assert.deepEqual(inspected.moved, [{ name: "lobby", from: oldId("lobby"), to: newId("lobby"), hasAlarm: true }]);
    assert.deepEqual(rowsOf(move.to, newId("lobby")), ["of lobby"]);
    assert.deepEqual(rowsOf(move.from, oldId("lobby")), ["of lobby"]);
    assert.deepEqual(alarmsIn(move.to), [{ actor_id: newId("lobby"), scheduled_time: due, actor_name: "lobby" }]);
    assert.deepEqual(alarmsIn(move.from), [{ actor_id: oldId("lobby"), scheduled_time: due, actor_name: "lobby" }]);
  });

  it("finds the name of an object without SQL beside its alarm", () => {
    edit(path.join(move.from, `${oldId("kv")}.sqlite`), (object) => {
      object.exec("CREATE TABLE _cf_KV (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID");
    });
    makeObject(undefined, "1".repeat(64));
    setAlarm(oldId("kv"), "kv");
    const { moved, unnamed } = moveObjects(sqlite, move);
    assert.deepEqual([moved.map(({ name }) => name), unnamed], [["kv"], 1]);
    assert.equal(existsSync(path.join(move.to, `${newId("kv")}.sqlite`)), true);
  });

  it("takes facets along", () => {
    makeObject("lobby");
    leave(`${oldId("lobby")}.1.sqlite`, (facet) =>
      facet.exec("CREATE TABLE notes(text); INSERT INTO notes VALUES (7)"),
    );
    writeFileSync(path.join(move.from, `${oldId("lobby")}.facets`), "index");
    moveObjects(sqlite, move);
    assert.equal(readFileSync(path.join(move.to, `${newId("lobby")}.facets`), "utf8"), "index");
    assert.deepEqual(rowsOf(move.to, `${newId("lobby")}.1`), [7]);
  });

  it("is refused while a session has the old or the new namespace open, and changes nothing then", () => {
    makeObject("lobby");
    for (const folder of [move.from, move.to]) {
      mkdirSync(folder, { recursive: true });
      const session = new sqlite.DatabaseSync(path.join(folder, "metadata.sqlite"));
      session.exec("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t(x); SELECT * FROM t");
      assert.throws(() => inspectObjects(sqlite, move), Busy);
      assert.throws(() => moveObjects(sqlite, move), Busy);
      session.close();
    }
    assert.deepEqual(objectsIn(move.to), []);
  });

  it("can be made again after it was broken off, and leaves no half object", () => {
    makeObject("lobby");
    makeObject("attic");
    setAlarm(oldId("attic"), "attic");
    // Whatever stands in the way of a copy.
    mkdirSync(path.join(move.to, `${newId("attic")}.sqlite.moving`), { recursive: true });
    assert.throws(() => moveObjects(sqlite, move));
    assert.deepEqual(objectsIn(move.to), []);
    assert.deepEqual(alarmsIn(move.to), []);
    assert.deepEqual(
      moveObjects(sqlite, move)
        .moved.map(({ name }) => name)
        .toSorted(),
      ["attic", "lobby"],
    );
    assert.equal(alarmsIn(move.to).length, 1);
    assert.deepEqual(moveObjects(sqlite, move).taken.toSorted(), ["attic", "lobby"]);
  });

  it("adds to the alarms of an older runtime, which stored no names", () => {
    makeObject("lobby");
    setAlarm(oldId("lobby"), "lobby");
    mkdirSync(move.to);
    edit(path.join(move.to, "metadata.sqlite"), (metadata) => {
      metadata.exec("CREATE TABLE _cf_ALARM (actor_id TEXT PRIMARY KEY, scheduled_time INTEGER) WITHOUT ROWID");
      metadata.exec("INSERT INTO _cf_ALARM VALUES ('other', 1)");
    });
    moveObjects(sqlite, move);
    const byId = new Map(alarmsIn(move.to).map((row) => [row["actor_id"], row["actor_name"]]));
    assert.deepEqual([byId.get("other"), byId.get(newId("lobby"))], [null, "lobby"]);
  });

  function makeObject(name: string | undefined, id = oldId(name ?? "")): void {
    leave(`${id}.sqlite`, (object) => {
      object.exec("CREATE TABLE notes(text)");
      object.prepare("INSERT INTO notes VALUES (?)").run(`of ${name}`);
      if (name === undefined) return;
      object.exec("CREATE TABLE __miniflare_do_name (id INTEGER PRIMARY KEY, name TEXT)");
      object.prepare("INSERT INTO __miniflare_do_name VALUES (1, ?)").run(name);
    });
  }

  /** Leaves a database behind as a runtime does that is ended: what was written lies in its log. */
  function leave(file: string, work: (database: sqlite.DatabaseSync) => void): void {
    const live = path.join(move.from, "..", "live.sqlite");
    const database = new sqlite.DatabaseSync(live);
    database.exec("PRAGMA journal_mode = WAL");
    work(database);
    for (const ending of ["", "-wal"]) copyFileSync(live + ending, path.join(move.from, file + ending));
    database.close();
    rmSync(live);
  }

  function setAlarm(id: string, name: string): void {
    edit(path.join(move.from, "metadata.sqlite"), (metadata) => {
      metadata.prepare("INSERT INTO _cf_ALARM VALUES (?, ?, ?)").run(id, due, name);
    });
  }
});

function edit(file: string, work: (database: sqlite.DatabaseSync) => void): void {
  const database = new sqlite.DatabaseSync(file);
  work(database);
  database.close();
}

function rowsOf(folder: string, id: string): readonly unknown[] {
  const database = new sqlite.DatabaseSync(path.join(folder, `${id}.sqlite`), { readOnly: true });
  const rows = database.prepare("SELECT text FROM notes").all();
  database.close();
  return rows.map((row) => row["text"]);
}

function alarmsIn(folder: string): readonly Record<string, unknown>[] {
  const database = new sqlite.DatabaseSync(path.join(folder, "metadata.sqlite"), { readOnly: true });
  const has = database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_cf_ALARM'").get() !== undefined;
  const query = has ? database.prepare("SELECT * FROM _cf_ALARM") : undefined;
  query?.setReadBigInts(true);
  const rows = (query?.all() ?? []).map((row) => ({ ...row }));
  database.close();
  return rows;
}

function objectsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
}
