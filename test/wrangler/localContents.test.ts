import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { NamespaceContents } from "../../src/core/localData/contents.ts";
import { createClient, type Client } from "../snippets/client.ts";
import { makeFolder } from "../snippets/project.ts";
import { startDev, type Dev } from "../snippets/wrangler.ts";
import { runLocalData } from "./localDataProgram.ts";

const config = `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[[durable_objects.bindings]]
name = "OLD"
class_name = "Old"

[exports.Room]
type = "durable-object"
storage = "sqlite"

[exports.Side]
type = "durable-object"
storage = "sqlite"

[exports.Old]
type = "durable-object"
storage = "legacy-kv"
`;
const source = `import { DurableObject } from "cloudflare:workers";

export class Room extends DurableObject {
  async fill(due) {
    const { sql, kv } = this.ctx.storage;
    sql.exec("CREATE TABLE notes (text TEXT, stars INTEGER, data BLOB)");
    sql.exec("INSERT INTO notes VALUES ('hello', 9007199254740993, x'00ff'), (NULL, 0.5, NULL)");
    sql.exec('CREATE TABLE "odd ""name" (a, b AS (a + 1))');
    sql.exec("CREATE VIRTUAL TABLE words USING fts5(text)");
    kv.put("last", { text: "hello", tags: new Set(["a"]) });
    kv.put("count", 3);
    await this.ctx.storage.setAlarm(due);
    await this.ctx.facets.get("side", () => ({ class: this.ctx.exports.Side })).fill();
  }
  many() {
    this.ctx.storage.sql.exec("CREATE TABLE t (a); WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n LIMIT 1000) INSERT INTO t SELECT a FROM n");
  }
  alarm() {}
  clear() { return this.ctx.storage.deleteAll(); }
}

export class Side extends DurableObject {
  fill() { this.ctx.storage.kv.put("aside", true); }
}

export class Old extends DurableObject {
  fill() { return this.ctx.storage.put("text", "y"); }
}

export default {
  async fetch(request, env) {
    const [, , binding, name, method] = new URL(request.url).pathname.split("/");
    return Response.json((await env[binding].getByName(name)[method](...(await request.json()))) ?? null);
  },
};
`;

describe("the local data of a class", function () {
  this.timeout(240_000);
  const [folder, remove] = makeFolder("local-contents");
  const due = Date.now() + 3_600_000;
  let dev: Dev;
  let client: Client;

  before(async () => {
    writeFileSync(path.join(folder, "wrangler.toml"), config);
    writeFileSync(path.join(folder, "src/index.ts"), source);
    dev = await startDev(folder);
    client = createClient(dev.url);
    await client.call("ROOM", "lobby", "fill", due);
    await client.call("OLD", "kv", "fill");
  });
  after(async () => {
    await dev.stop();
    remove();
  });

  it("is read while a session runs: names, alarms, tables, entries and facets", async () => {
    const { objects, count, shown } = await contents("Room");
    const [lobby] = objects;
    assert.deepEqual([objects.length, count], [1, 1]);
    assert.deepEqual([lobby?.name, lobby?.alarm], ["lobby", due]);
    assert.ok(lobby && lobby.size > 0 && Math.abs(Date.now() - lobby.changed) < 600_000);
    assert.equal(shown?.id, lobby.id);
    assert.deepEqual(shown.databases, [
      {
        facet: null,
        tables: [
          {
            name: "notes",
            columns: ["text", "stars", "data"],
            rows: [
              [
                { kind: "text", text: "hello" },
                { kind: "number", text: "9007199254740993" },
                { kind: "bytes", text: "x'00ff'" },
              ],
              [
                { kind: "null", text: "NULL" },
                { kind: "number", text: "0.5" },
                { kind: "null", text: "NULL" },
              ],
            ],
            count: 2,
            problem: null,
          },
          { name: 'odd "name', columns: ["a", "b"], rows: [], count: 0, problem: null },
          { name: "words", columns: ["text"], rows: [], count: 0, problem: null },
        ],
        entries: {
          shown: [
            { key: "count", value: "3" },
            { key: "last", value: "{ text: 'hello', tags: Set(1) { 'a' } }" },
          ],
          count: 2,
        },
      },
      { facet: 1, tables: [], entries: { shown: [{ key: "aside", value: "true" }], count: 1 } },
    ]);
  });

  it("of a class with key-value storage has its entries; its name is stored with an alarm only", async () => {
    const { objects, shown } = await contents("Old");
    assert.deepEqual(
      objects.map(({ name }) => name),
      [null],
    );
    assert.deepEqual(shown?.databases[0]?.entries.shown, [{ key: "text", value: "'y'" }]);
  });

  it("is shown in part where it is long, and follows what the session does", async () => {
    await client.call("ROOM", "big", "many");
    const { objects, shown } = await contents("Room");
    assert.deepEqual(
      objects.map(({ name }) => name),
      ["big", "lobby"],
    );
    const [table] = shown?.databases[0]?.tables ?? [];
    assert.deepEqual([table?.count, table?.rows.length], [1000, 200]);
    const lobby = await contents("Room", objects[1]?.id);
    assert.equal(lobby.shown?.databases[0]?.tables[0]?.name, "notes");
    await client.call("ROOM", "big", "clear");
    assert.deepEqual((await contents("Room", objects[0]?.id)).shown?.databases[0]?.tables, []);
  });

  it("is not changed by looking at it, and the session goes on writing", async () => {
    const before = readdirSync(place("Room")).toSorted();
    await contents("Room");
    assert.deepEqual(readdirSync(place("Room")).toSorted(), before);
    await client.call("OLD", "kv", "fill");
    await dev.stop();
    const stopped = readdirSync(place("Room")).toSorted();
    await contents("Room");
    assert.deepEqual(readdirSync(place("Room")).toSorted(), stopped);
    // Whoever closes a database as the last one takes its log away, and a reader must not bring it back.
    for (const file of stopped.filter((each) => each.endsWith(".sqlite"))) {
      const database = new DatabaseSync(path.join(place("Room"), file));
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      database.close();
    }
    const closed = readdirSync(place("Room")).toSorted();
    assert.ok(closed.every((each) => !/-(wal|shm)$/.test(each)));
    assert.ok((await contents("Room")).objects.some(({ name }) => name === "lobby"));
    assert.deepEqual(readdirSync(place("Room")).toSorted(), closed);
  });

  it("of a class that nobody has used yet is none", async () => {
    assert.deepEqual(await contents("Nobody"), { objects: [], count: 0, shown: null });
  });

  async function contents(className: string, id = ""): Promise<NamespaceContents> {
    const answer = await runLocalData("contents", place(className), id);
    return answer.kind === "contents" ? answer.contents : assert.fail(JSON.stringify(answer));
  }

  function place(className: string): string {
    return path.join(folder, ".wrangler/state/v3/do", `chat-${className}`);
  }
});
