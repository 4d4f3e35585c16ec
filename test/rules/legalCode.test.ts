import assert from "node:assert/strict";
import { checkAll, projectOf } from "../support/project.ts";

interface Program {
  /** The classes that are bound, each under its own name. */
  readonly classes: readonly string[];
  readonly code: string;
}

/** Programs that work and might fool a rule about code: nothing more than a hint may be said of them. */
const programs: Readonly<Record<string, Program>> = {
  "storage that is handed to drizzle, whose migrations create the tables": {
    classes: ["A"],
    code: `import { drizzle } from "drizzle-orm/durable-sqlite";
import { migrate } from "drizzle-orm/durable-sqlite/migrator";
import migrations from "./migrations";
import { DurableObject } from "cloudflare:workers";
export class A extends DurableObject<Env> {
  db = drizzle(this.ctx.storage);
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(async () => { migrate(this.db, migrations); });
    this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS extra (id INTEGER)");
  }
  list() { return this.ctx.storage.sql.exec("SELECT title FROM todos WHERE id = ?", 1).toArray(); }
  async alarmless() { const alarm = await this.ctx.storage.getAlarm(); return alarm; }
}
export default { fetch: () => new Response() };
`,
  },
  "state and storage in variables, helpers that create tables and close sockets, names that hide others": {
    classes: ["B"],
    code: `import { ensureSchema } from "./helpers";
import { DurableObject } from "cloudflare:workers";
export class B extends DurableObject<Env> {
  #sockets = new Set<WebSocket>();
  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    const { storage } = state;
    ensureSchema(storage.sql);
    for (const ws of state.getWebSockets()) this.#sockets.add(ws);
  }
  async fetch(request: Request) {
    const { ctx } = this;
    const { storage, id } = ctx;
    const [client, server] = Object.values(new WebSocketPair()) as [WebSocket, WebSocket];
    ctx.acceptWebSocket(server, ["a"]);
    this.#sockets.add(server);
    const rows = storage.sql.exec<{ n: number }>(\`SELECT count(*) AS n FROM anything\`).one();
    {
      const storage = new Map<string, string>();
      storage.get("x")?.length;
      const ctx = { storage: { get: (k: string) => ({ value: k }) } };
      ctx.storage.get("k").value;
    }
    await storage.setAlarm(Date.now() + 1000);
    return new Response(null, { status: 101, webSocket: client });
  }
  async alarm() { try { await this.ctx.storage.put("a", 1); } catch {} }
  webSocketMessage(ws: WebSocket, m: string | ArrayBuffer) { ws.send(m); }
  async webSocketClose(ws: WebSocket, code: number, reason: string) { this.#sockets.delete(ws); this.close(ws, code); }
  private close(ws: WebSocket, code: number) { if (code !== 1005 && code !== 1006) ws.close(code); else ws.close(1000); }
}
export default { fetch: () => new Response() };
`,
  },
  "a generic base class with the handlers, and a decorator": {
    classes: ["C"],
    code: `import { DurableObject } from "cloudflare:workers";
function logged<T extends abstract new (...a: any[]) => any>(value: T, _: ClassDecoratorContext) { return value; }
abstract class Base<E, S = {}> extends DurableObject<E> {
  abstract schema(): void;
  protected get sql() { return this.ctx.storage.sql; }
  async alarm() { await this.tick(); }
  async tick() {}
  webSocketMessage(ws: WebSocket, m: string | ArrayBuffer) {}
  webSocketClose(ws: WebSocket) { ws.close(1000, "bye"); }
}
@logged
export class C extends Base<Env> {
  schema() { this.sql.exec("CREATE TABLE t (a INTEGER)"); }
  async later() { await this.ctx.storage.setAlarm(new Date(Date.now() + 5)); }
  read() { return this.sql.exec("SELECT b FROM u").toArray(); }
  connect(ws: WebSocket) { this.ctx.acceptWebSocket(ws); }
}
export default { fetch: (request, env) => env.C.getByName(request.url).fetch(request), scheduled: () => new Response() };
`,
  },
  "classes in functions, handlers that a helper adds, a field called state, `using`, pipelining": {
    classes: ["D", "E"],
    code: `import { addHandlers } from "./helpers";
import { DurableObject } from "cloudflare:workers";
export const D = (() => class extends DurableObject<Env> { hello = async () => "x"; async hi() { return 1; } })();
export class E extends DurableObject<Env> {
  state = { storage: 1 };
  count = 0;
  constructor(ctx: DurableObjectState, env: Env) { super(ctx, env); addHandlers(this); void this.state.storage; }
  inc() { this.count++; return this.count; }
  async later() { await this.ctx.storage.setAlarm(Date.now() + 1); }
  async work(stub: DurableObjectStub<D>) {
    using thing = await this.env.D.getByName("x").hi();
    const p = this.env.E.getByName("y").inc();
    const [a, b] = await Promise.all([p, this.env.E.getByName("z").inc()]);
    const cursor = this.ctx.storage.sql.exec("SELECT 1");
    for (const row of cursor) console.log(row);
    await p;
    return { a, b, thing };
  }
}
export default { fetch: () => new Response() };
`,
  },
  "Kysely, migrations in a loop, placeholders that are joined": {
    classes: ["F"],
    code: `import { Kysely } from "kysely";
import { DODialect } from "kysely-do";
import migrations from "./migrations";
import { DurableObject } from "cloudflare:workers";
export class F extends DurableObject<Env> {
  db = new Kysely<any>({ dialect: new DODialect({ ctx: this.ctx }) });
  run() {
    for (const m of migrations) this.ctx.storage.sql.exec(m);
    const ids = [1, 2, 3];
    const marks = ids.map(() => "?").join(", ");
    this.ctx.storage.sql.exec(\`SELECT * FROM whatever WHERE id IN (\${marks})\`, ...ids);
    const table = "users" as const;
    this.ctx.storage.sql.exec(\`SELECT * FROM \${table} WHERE name LIKE ? || '%'\`, "a");
    const isOn = this.ctx.storage.sql.exec("SELECT on_ FROM flags").one().on_ === 1;
    return isOn;
  }
}
export default { fetch: () => new Response() };
`,
  },
  "`ctx`, `state` and `storage` of something else; sockets to elsewhere; transactions": {
    classes: ["G"],
    code: `import { DurableObject } from "cloudflare:workers";
/** A hand-written wrapper around the state of other frameworks. */
interface Ctx { storage: { get(k: string): { value: number }; list(): string[]; deleteAll(): boolean; setAlarm(n: string): void } }
export function middleware(ctx: Ctx, state: Ctx) {
  const n = ctx.storage.get("a").value + 1;
  for (const k of state.storage.list()) console.log(k);
  if (ctx.storage.deleteAll()) ctx.storage.setAlarm("soon");
  return n;
}
export class Store { storage = new Map<string, number>(); read() { return this.storage.get("a") === 1; } }
export class G extends DurableObject<Env> {
  static async create(env: Env, name: string) { return env.G.getByName(name).init(name); }
  async init(name: string) { await this.ctx.storage.transaction(async (txn) => { const v = (await txn.get<number>("n")) ?? 0; await txn.put("n", v + 1); }); return name; }
  async fetch(req: Request) {
    const upstream = await fetch("https://x", { headers: { Upgrade: "websocket" } });
    const ws = upstream.webSocket!; ws.accept(); ws.addEventListener("message", () => {});
    const timer = setTimeout(() => {}, 100); clearTimeout(timer);
    const pair = new WebSocketPair();
    this.accept(pair[1]);
    pair[1].addEventListener("message", (e) => { if (typeof e.data === "string") pair[1].send(e.data); });
    return new Response(null, { status: 101, webSocket: pair[0] });
  }
  // durable-objects-disable-next-line ws-accept-not-hibernatable -- what is relayed is kept in memory anyway
  private accept(ws: WebSocket) { ws.accept(); }
}
export default { fetch: () => new Response() };
`,
  },
  "what SQLite takes: upserts, full text, triggers, recursive queries, JSON, its own tables": {
    classes: ["H"],
    code: `import { DurableObject } from "cloudflare:workers";
export class H extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(\`CREATE TABLE IF NOT EXISTS items (id INTEGER PRIMARY KEY, body TEXT, "when" INTEGER) STRICT;
      CREATE INDEX IF NOT EXISTS by_when ON items ("when");
      CREATE VIRTUAL TABLE IF NOT EXISTS docs USING fts5(body);
      CREATE TRIGGER IF NOT EXISTS tr AFTER INSERT ON items BEGIN INSERT INTO docs (body) VALUES (new.body); END;\`);
    const cols = this.#sql.exec<{ name: string }>("PRAGMA table_info(items)").toArray();
    if (!cols.some((c) => c.name === "extra")) this.#sql.exec("ALTER TABLE items ADD COLUMN extra TEXT");
  }
  all() { return this.#sql.exec("SELECT rowid, id, body, extra, rank FROM docs JOIN items USING (body) WHERE docs MATCH ? ORDER BY rank", "x").toArray(); }
  up(id: number) { this.#sql.exec("INSERT INTO items (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body, extra = ?2", id, "b"); }
  json() { return this.#sql.exec("SELECT j.value, i.id FROM items i, json_each(i.body) j WHERE j.key = :k", "k").raw().toArray(); }
  cte() { return this.#sql.exec("WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 5) SELECT x FROM n, items WHERE items.id = n.x").toArray(); }
  del() { return this.#sql.exec("DELETE FROM items WHERE id IN (SELECT id FROM items ORDER BY \\"when\\" LIMIT 10) RETURNING id").toArray(); }
  limit() { return this.#sql.exec("DELETE FROM items ORDER BY id LIMIT 1"); }
  meta() { return this.#sql.exec("SELECT name FROM sqlite_master WHERE type = 'table'").toArray(); }
}
export default { fetch: () => new Response() };
`,
  },
  "maps, KV and states in a Worker's own handler": {
    classes: ["A", "C", "E"],
    code: `import { DurableObject, RpcTarget } from "cloudflare:workers";
import { other } from "./other";
export class A extends DurableObject<Env> { list() { return []; } }
export class C extends DurableObject<Env> { fetch() { return new Response(); } }
export class E extends DurableObject<Env> { inc() { return 1; } }
class Target extends RpcTarget { ping() { return 1; } }
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const url = new URL(request.url);
    const id = url.searchParams.has("id") ? env.A.idFromString(url.searchParams.get("id")!) : env.A.newUniqueId();
    const stub = env.A.get(id);
    ctx.waitUntil(stub.list());
    const cache = new Map<string, string>(); cache.get("name");
    const kv = await env.KV.get("name");
    const state = { storage: other };
    state.storage.get("x").deep;
    const res = await env.C.get(env.C.idFromName(url.pathname)).fetch(request);
    void env.E.getByName(url.hostname).inc();
    return Response.json({ id: id.toString(), kv, t: new Target() as any });
  },
} satisfies ExportedHandler<Env>;
`,
  },
};

const helpers = {
  "helpers.ts": `export function ensureSchema(sql: SqlStorage) { sql.exec("CREATE TABLE IF NOT EXISTS anything (n INTEGER)"); }
export function addHandlers(o: any) { o.alarm = () => {}; }
`,
  "migrations.ts": `export default ["CREATE TABLE todos (id, title)"];
`,
  "other.ts": `export const other = { get: (k: string): any => ({ deep: k }) };
`,
};

describe("Code that works", () => {
  for (const [title, { classes, code }] of Object.entries(programs)) {
    it(`${title}: no error, no warning`, () => {
      const { project } = projectOf({ "wrangler.json": config(classes), "index.ts": code, ...helpers });
      const serious = checkAll(project).filter(({ severity }) => severity === "error" || severity === "warning");
      assert.deepEqual(
        serious.map(({ rule, path, span }) => `${rule} ${path} ${code.slice(span.start, span.end)}`),
        [],
      );
    });
  }
});

function config(classes: readonly string[]): string {
  return JSON.stringify({
    name: "legal",
    main: "index.ts",
    compatibility_date: "2026-11-01",
    durable_objects: { bindings: classes.map((name) => ({ name, class_name: name })) },
    migrations: [{ tag: "v1", new_sqlite_classes: classes }],
  });
}
