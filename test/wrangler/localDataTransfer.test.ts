import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { applyFileEdits } from "../../src/core/fix.ts";
import { stateFolders } from "../../src/core/localData/folders.ts";
import { movesSince, orphanedNamespaces, type LocalMove, type LocalState } from "../../src/core/localData/moves.ts";
import type { Project } from "../../src/core/project.ts";
import { addBinding } from "../../src/core/refactor/addBinding.ts";
import type { Refactored } from "../../src/core/refactor/refactoring.ts";
import { transferObject } from "../../src/core/refactor/transferObject.ts";
import { basename, relative, toFilePath } from "../../src/core/text/path.ts";
import { summarize } from "../../src/core/wrangler/summarize.ts";
import { diskFiles } from "../../src/node/fileSystem.ts";
import { createClient, until, type Client } from "../snippets/client.ts";
import { makeFolder } from "../snippets/project.ts";
import { startDev, type Dev } from "../snippets/wrangler.ts";
import { openProject } from "../support/project.ts";
import { runLocalData } from "./localDataProgram.ts";

/** Both Workers export the class, as a transfer wants it; who has no binding reaches it by `ctx.exports`. */
const source = `import { DurableObject } from "cloudflare:workers";

export class Room extends DurableObject {
  async write(text, at) {
    await this.ctx.storage.put("text", text);
    if (at) await this.ctx.storage.setAlarm(at);
    else this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS notes(text)");
  }
  async read() {
    const { storage } = this.ctx;
    return { text: (await storage.get("text")) ?? null, rung: (await storage.get("rung")) ?? null };
  }
  tables() {
    try {
      return this.ctx.storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'notes'").toArray().length;
    } catch (error) {
      return error.message;
    }
  }
  alarm() { return this.ctx.storage.put("rung", this.ctx.id.name); }
}

export default {
  async fetch(request, env, ctx) {
    const [, , , name, method] = new URL(request.url).pathname.split("/");
    const rooms = env.ROOM ?? ctx.exports.Room;
    return Response.json((await rooms.getByName(name)[method](...(await request.json()))) ?? null);
  },
};
`;
const head = (name: string) => `name = "${name}"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`;
const binding = `\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n`;
const dialects = {
  migrations: {
    chat: `${head("chat")}${binding}\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n`,
    shop: `${head("shop")}migrations = []\n`,
  },
  exports: {
    chat: `${head("chat")}${binding}\n[exports.Room]\ntype = "durable-object"\nstorage = "sqlite"\n`,
    shop: head("shop"),
  },
};

interface Read {
  readonly text: string | null;
  readonly rung: string | null;
}

const nothing: Read = { text: null, rung: null };

describe("the local data of a class that another Worker takes over", function () {
  this.timeout(300_000);
  let dev: Dev | undefined;
  afterEach(async () => dev?.stop());

  for (const dialect of ["migrations", "exports"] as const)
    it(`is not found there, until it was moved, with ${dialect}`, async () => {
      const [folder, remove] = makeFolder(`transfer-${dialect}`);
      write(folder, dialect);
      const soon = await setSoon(folder);
      // wrangler reads the configurations in their order, and keeps all objects beside the first.
      const both = ["-c", "wrangler.toml", "-c", "../shop/wrangler.toml"];

      apply(folder, ({ project, analysis }) =>
        transferObject(diskFiles, { project, analysis }, { className: "Room", environment: null, toWorker: "shop" }),
      );
      if (dialect === "migrations")
        apply(
          folder,
          ({ analysis }) => addBinding(diskFiles, analysis, { className: "Room", environment: null }),
          "shop",
        );
      for (const [name, args] of [
        ["chat", both],
        ["shop", []],
      ] as const) {
        const client = await start(path.join(folder, name), ...args);
        assert.deepEqual(await client.call("ROOM", "lobby", "read"), nothing);
      }
      await dev?.stop();

      const state = stateOf(folder);
      const from = { configPath: configOf(folder, "chat"), environment: null };
      const moves = movesSince(state, { kind: "transferred", from, className: "Room", toWorker: "shop" });
      const short = ({ from: old, to }: LocalMove) => [
        relative(toFilePath(folder), old),
        relative(toFilePath(folder), to),
      ];
      assert.deepEqual(moves.map(short), [
        ["chat/.wrangler/state/v3/do/chat-Room", "chat/.wrangler/state/v3/do/shop-Room"],
        ["chat/.wrangler/state/v3/do/chat-Room", "shop/.wrangler/state/v3/do/shop-Room"],
      ]);
      assert.deepEqual(
        orphanedNamespaces(state).map((each) => basename(each.folder)),
        ["chat-Room"],
      );
      // What was read above made an object of that name in either place, and nothing is written over.
      for (const move of moves) assert.deepEqual(await taken(move), ["lobby"]);
      for (const move of moves) assert.equal((await runLocalData("move", move.from, move.to)).kind, "moved");

      for (const [name, args] of [
        ["chat", both],
        ["shop", []],
      ] as const) {
        const client = await start(path.join(folder, name), ...args);
        assert.equal((await client.call<Read>("ROOM", "hall", "read")).text, "hello");
        // As the command says: with `migrations` the class has no SQLite there.
        const tables = String(await client.call("ROOM", "hall", "tables"));
        assert.match(tables, dialect === "exports" ? /^1$/ : /SQL is not enabled/);
        const isRung = ({ rung }: Read) => rung !== null;
        const woken = await until(async () => client.call<Read>("ROOM", soon, "read"), isRung, 60_000);
        assert.deepEqual(woken, { text: "wake up", rung: soon });
      }
      if (dialect === "migrations") {
        // As the command says too, for the time after the deploy.
        const file = configOf(folder, "shop");
        const listed = 'new_sqlite_classes = ["Room"], transferred_classes';
        writeFileSync(file, readFileSync(file, "utf8").replace("transferred_classes", listed));
        const client = await start(path.join(folder, "shop"));
        assert.equal(await client.call("ROOM", "hall", "tables"), 1);
      }
      await dev?.stop();
      remove();
    });

  /** Writes objects of the Worker that has the class, and ends before an alarm rings. @returns the name of that object */
  async function setSoon(folder: string, seconds = 15): Promise<string> {
    const client = await start(path.join(folder, "chat"));
    for (const name of ["lobby", "hall"]) await client.call("ROOM", name, "write", "hello");
    const due = Date.now() + seconds * 1000;
    await client.call("ROOM", `soon${seconds}`, "write", "wake up", due);
    await dev?.stop();
    return Date.now() < due ? `soon${seconds}` : setSoon(folder, seconds * 2);
  }

  async function start(folder: string, ...args: readonly string[]): Promise<Client> {
    await dev?.stop();
    dev = await startDev(folder, ...args);
    return createClient(dev.url);
  }
});

function write(folder: string, dialect: keyof typeof dialects): void {
  for (const name of ["chat", "shop"] as const) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, "wrangler.toml"), dialects[dialect][name]);
    writeFileSync(path.join(folder, name, "index.ts"), source);
  }
}

type Given = { readonly project: Project; readonly analysis: NonNullable<ReturnType<Project["analyse"]>> };

/** Makes an edit of a configuration on disk, as its command does. */
function apply(folder: string, edit: (given: Given) => Refactored, name: "chat" | "shop" = "chat"): void {
  const project = openProject(diskFiles, undefined, folder);
  const analysis = project.analyse(configOf(folder, name));
  assert.ok(analysis);
  const made = edit({ project, analysis });
  if (made.kind !== "edits") assert.fail(made.reason);
  for (const [file, text] of applyFileEdits(diskFiles, made.edits)) writeFileSync(file, text ?? "");
}

function configOf(folder: string, name: "chat" | "shop"): ReturnType<typeof toFilePath> {
  return toFilePath(path.join(folder, name, "wrangler.toml"));
}

function stateOf(folder: string): LocalState {
  const project = openProject(diskFiles, undefined, folder);
  const summaries = project.configs.flatMap((config) => {
    const [top, ...named] = project.analyse(config)?.workers ?? [];
    return top === undefined ? [] : [summarize(top, named)];
  });
  return { files: diskFiles, summaries, folders: stateFolders(diskFiles, summaries) };
}

/** The names of what would stay as it is there already. */
async function taken(move: LocalMove): Promise<readonly string[]> {
  const answer = await runLocalData("inspect", move.from, move.to);
  return answer.kind === "plan" ? answer.plan.taken : assert.fail(answer.kind);
}
