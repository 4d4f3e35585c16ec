import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { applyFileEdits } from "../../src/core/fix.ts";
import { movesOf, type LocalMove } from "../../src/core/localData/moves.ts";
import { stateFolders } from "../../src/core/localData/folders.ts";
import { renameObject } from "../../src/core/refactor/renameObject.ts";
import { toFilePath } from "../../src/core/text/path.ts";
import { summarize } from "../../src/core/wrangler/summarize.ts";
import { diskFiles } from "../../src/node/fileSystem.ts";
import { createClient, until, type Client } from "../snippets/client.ts";
import { makeFolder } from "../snippets/project.ts";
import { startDev, type Dev } from "../snippets/wrangler.ts";
import { openProject } from "../support/project.ts";
import { runLocalData as run } from "./localDataProgram.ts";

const config = `{
  "name": "chat",
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": {
    "bindings": [
      { "name": "ROOM", "class_name": "Room" },
      { "name": "OLD", "class_name": "Old" },
    ],
  },
  "exports": {
    "Room": { "type": "durable-object", "storage": "sqlite" },
    "Side": { "type": "durable-object", "storage": "sqlite" },
    "Old": { "type": "durable-object", "storage": "legacy-kv" },
  },
}
`;
const source = `import { DurableObject } from "cloudflare:workers";

export class Room extends DurableObject {
  write(text, at) {
    this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS notes(text)");
    this.ctx.storage.sql.exec("INSERT INTO notes VALUES (?)", text);
    this.ctx.storage.kv.put("last", { text });
    return at ? this.ctx.storage.setAlarm(at) : undefined;
  }
  async read() {
    const rows = this.ctx.storage.sql.exec("SELECT text FROM notes").toArray().map((row) => row.text);
    const { kv } = this.ctx.storage;
    return { rows, last: kv.get("last"), due: await this.ctx.storage.getAlarm(), rung: kv.get("rung") ?? null };
  }
  writeAside(text) { return this.side().write(text); }
  readAside() { return this.side().read(); }
  side() { return this.ctx.facets.get("side", () => ({ class: this.ctx.exports.Side })); }
  alarm() { this.ctx.storage.kv.put("rung", this.ctx.id.name); }
}

export class Side extends DurableObject {
  write(text) { this.ctx.storage.kv.put("text", text); }
  read() { return this.ctx.storage.kv.get("text") ?? null; }
}

export class Old extends DurableObject {
  write(text) { return this.ctx.storage.put("text", text); }
  read() { return this.ctx.storage.get("text"); }
}

export default {
  async fetch(request, env) {
    const [, , binding, name, method] = new URL(request.url).pathname.split("/");
    const stub = name === "unique" ? env[binding].get(env[binding].newUniqueId()) : env[binding].getByName(name);
    return Response.json((await stub[method](...(await request.json()))) ?? null);
  },
};
`;

interface Read {
  readonly rows: readonly string[];
  readonly last: unknown;
  readonly due: number | null;
  readonly rung: string | null;
}

describe("the local data of a renamed class", function () {
  this.timeout(240_000);
  const [folder, remove] = makeFolder("local-data");
  const far = Date.now() + 365 * 24 * 3_600_000;
  let dev: Dev | undefined;
  let client: Client;

  before(async () => {
    writeFileSync(path.join(folder, "wrangler.jsonc"), config);
    writeFileSync(path.join(folder, "src/index.ts"), source);
    await start();
  });
  after(async () => {
    await dev?.stop();
    remove();
  });

  it("is found under the new name, and its alarm rings, once it was moved", async () => {
    await client.call("ROOM", "lobby", "write", "hello");
    await client.call("ROOM", "lobby", "writeAside", "psst");
    await client.call("ROOM", "later", "write", "x", far);
    await client.call("ROOM", "unique", "write", "nobody's");
    await client.call("OLD", "kv", "write", "y");
    const soon = await setSoon();

    const [move] = rename("Room", "Hall");
    assert.ok(move);
    const inspected = await run("inspect", move.from, move.to);
    assert.ok(inspected.kind === "plan");
    const moved = inspected.plan.moved.map(({ name, hasAlarm }) => `${name} ${hasAlarm}`);
    for (const each of ["later true", "lobby false", `${soon} true`]) assert.ok(moved.includes(each), moved.join());
    assert.deepEqual([inspected.plan.unnamed, inspected.plan.taken], [1, []]);
    assert.equal(existsSync(move.to), false);
    const before = readdirSync(move.from);
    assert.deepEqual(await run("move", move.from, move.to), { kind: "moved", plan: inspected.plan });
    for (const file of before.filter((each) => each.endsWith(".sqlite")))
      assert.ok(readdirSync(move.from).includes(file));

    await start();
    assert.deepEqual(await client.call<Read>("ROOM", "lobby", "read"), {
      rows: ["hello"],
      last: { text: "hello" },
      due: null,
      rung: null,
    });
    assert.equal(await client.call("ROOM", "lobby", "readAside"), "psst");
    assert.equal((await client.call<Read>("ROOM", "later", "read")).due, far);
    const woken = await until(
      async () => client.call<Read>("ROOM", soon, "read"),
      ({ rung }) => rung !== null,
      60_000,
    );
    assert.deepEqual([woken.rows, woken.rung, woken.due], [["wake up"], soon, null]);
  });

  it("is not touched while a session runs", async () => {
    // The session has Hall open, and Lobby is what a rename to come would make.
    for (const [from, to] of [
      ["Hall", "Lobby"],
      ["Lobby", "Hall"],
    ] as const) {
      mkdirSync(path.join(stateFolder(), `chat-${from}`), { recursive: true });
      const move = { from: place(from), to: place(to) };
      assert.deepEqual(await run("inspect", move.from, move.to), { kind: "busy" });
      assert.deepEqual(await run("move", move.from, move.to), { kind: "busy" });
    }
  });

  it("of a class without SQL stays, as no name is stored with it", async () => {
    await dev?.stop();
    const answer = await run("inspect", place("Old"), place("New"));
    assert.deepEqual(answer, { kind: "plan", plan: { moved: [], unnamed: 1, taken: [] } });
  });

  async function start(): Promise<void> {
    dev = await startDev(folder);
    client = createClient(dev.url);
  }

  /** Sets an alarm and ends the session before it rings, whatever else the machine has to do. @returns the object's name */
  async function setSoon(seconds = 15): Promise<string> {
    const due = Date.now() + seconds * 1000;
    await client.call("ROOM", `soon${seconds}`, "write", "wake up", due);
    await dev?.stop();
    if (Date.now() < due) return `soon${seconds}`;
    await start();
    return setSoon(seconds * 2);
  }

  /** Renames a class on disk as the command does. @returns what its local data asks for */
  function rename(from: string, to: string): readonly LocalMove[] {
    const project = openProject(diskFiles, undefined, folder);
    const [configPath] = project.configs;
    const analysis = configPath && project.analyse(configPath);
    assert.ok(analysis);
    const renamed = renameObject(diskFiles, { project, analysis }, { from, to, isDeployed: true });
    if (renamed.kind !== "edits") assert.fail(JSON.stringify(renamed));
    for (const [file, text] of applyFileEdits(diskFiles, renamed.edits)) writeFileSync(file, text ?? "");
    const [top, ...named] = openProject(diskFiles, undefined, folder).analyse(configPath)?.workers ?? [];
    assert.ok(top);
    const summaries = [summarize(top, named)];
    const state = { files: diskFiles, summaries, folders: stateFolders(diskFiles, summaries) };
    return movesOf(state, { kind: "renamed", configPath, from, to });
  }

  function stateFolder(): string {
    return path.join(folder, ".wrangler/state/v3/do");
  }

  function place(className: string): ReturnType<typeof toFilePath> {
    return toFilePath(path.join(stateFolder(), `chat-${className}`));
  }
});
