import assert from "node:assert/strict";
import { checkAll, projectOf } from "../support/project.ts";

type Texts = Readonly<Record<string, string>>;

const room = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\n`;
const lobby = `export class Lobby extends DurableObject {}\n`;
const worker = `export default { fetch: () => new Response() };\n`;
const head = `name = "chat"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`;
const bound = (name: string, className: string) =>
  `[[durable_objects.bindings]]\nname = "${name}"\nclass_name = "${className}"\n`;
const created = (tag: string, ...classes: string[]) =>
  `[[migrations]]\ntag = "${tag}"\nnew_sqlite_classes = ${JSON.stringify(classes)}\n`;

/** What real projects do on purpose, and a naive checker takes for a mistake. */
const patterns: Readonly<Record<string, Texts>> = {
  "retired-classes: classes of old migrations that are exported nowhere": {
    "wrangler.toml": `${head}${bound("ROOM", "Room")}${created("v1", "Old", "Gone")}
[[migrations]]
tag = "v2"
renamed_classes = [{ from = "Old", to = "Room" }]
deleted_classes = ["Gone"]
`,
    "index.ts": room + worker,
  },
  "unbound-live: a live class without a binding": {
    "wrangler.toml": head + created("v1", "Room"),
    "index.ts": room + worker,
  },
  "facets: exported classes that are neither bound nor declared": {
    "wrangler.toml": head + bound("ROOM", "Room") + created("v1", "Room"),
    "index.ts": room + lobby + worker,
  },
  "facet-test-bindings: bound and not created, in a configuration of tests": {
    "tests/wrangler.toml": head + bound("ROOM", "Room") + bound("LOBBY", "Lobby") + created("v1", "Room"),
    "tests/index.ts": room + lobby + worker,
  },
  "script-name: a class of a Worker that is not here": {
    "wrangler.toml": `${head}${bound("ROOM", "Room")}script_name = "elsewhere"\n`,
    "index.ts": worker,
  },
  "env-only: bindings in environments only, migrations at the top": {
    "wrangler.toml": `${head}${created("v1", "Room")}[env.staging]\n[[env.staging.durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n`,
    "index.ts": room + worker,
  },
  "tags: numbers that are skipped, dates, words, empty lists": {
    "wrangler.toml": `${head}${bound("ROOM", "Room")}${created("v2", "Room")}${created("2026-01-31")}${created("lobby", "Lobby")}`,
    "index.ts": room + lobby + worker,
  },
  "recreate: a class that is deleted and created again": {
    "wrangler.toml": `${head}${bound("ROOM", "Room")}${created("v1", "Room")}[[migrations]]\ntag = "v2"\ndeleted_classes = ["Room"]\n${created("v3", "Room")}`,
    "index.ts": room + worker,
  },
  "declarative-exports: tombstones, inherited by environments": {
    "wrangler.jsonc": `{ "name": "chat", "main": "index.ts", "compatibility_date": "2026-11-01",
      "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
      "exports": {
        "Room": { "type": "durable-object", "storage": "sqlite" },
        "Old": { "type": "durable-object", "state": "renamed", "renamed_to": "Room" },
        "Gone": { "type": "durable-object", "state": "deleted" },
        "Moved": { "type": "durable-object", "state": "transferred", "transferred_to": "other" }
      },
      "env": { "staging": { "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] } } } }`,
    "index.ts": room + worker,
  },
  "templates: placeholders to be filled in": {
    "wrangler.template.jsonc": `{ "name": "{{name}}", "main": "index.ts", "compatibility_date": "<TBD>", "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] } }`,
  },
  "many-configs: several configurations of one Worker, each for itself": {
    "wrangler.dev.toml": head + bound("ROOM", "Room") + created("v1", "Room"),
    "wrangler.prod.toml":
      head.replace("chat", "chat-prod") +
      bound("ROOM", "Room") +
      bound("LOBBY", "Lobby") +
      created("v1", "Room", "Lobby"),
    "index.ts": `${room}${lobby}export default { fetch: (request, env) => env.LOBBY.getByName(request.url).fetch(request) };\n`,
  },
  "vitest-main: a runner gives another entry": {
    "wrangler.vitest.toml": head.replace("index.ts", "gone.ts") + bound("ROOM", "Room") + created("v1", "Room"),
  },
  "no-main: Pages, libraries, command lines": {
    "wrangler.toml": head.replace(/main = .*\n/, "") + bound("ROOM", "Room") + created("v1", "Room"),
  },
  "wrangler1: an entry under build.upload": {
    "wrangler.toml": `${head.replace(/main = .*\n/, "")}${bound("ROOM", "Room")}${created("v1", "Room")}[build.upload]\nformat = "modules"\nmain = "./shim.mjs"\n`,
  },
  "odd-names: dollar signs and very short names": {
    "wrangler.toml": head + bound("D", "$DurableObject") + created("v1", "$DurableObject"),
    "index.ts": room.replace("Room", "$DurableObject") + worker,
  },
  "two-bindings: two bindings of one class": {
    "wrangler.toml": head + bound("ROOM", "Room") + bound("LOBBY", "Room") + created("v1", "Room"),
    "index.ts": room + worker,
  },
  "kv-on-purpose: key-value storage in an old Worker": {
    "wrangler.toml": head + bound("ROOM", "Room") + created("v1", "Room").replace("new_sqlite_classes", "new_classes"),
    "index.ts": room + worker,
  },
  'd1-keys: a key of a database at the top, which is no misspelt "migrations"': {
    "wrangler.toml": `${head}migrations_dir = "drizzle"\n[[d1_databases]]\nbinding = "DB"\ndatabase_name = "db"\ndatabase_id = "1"\n`,
    "index.ts": worker,
  },
  "succeeded: a class with key-value storage that nothing is bound to, extended by one with SQLite storage": {
    "wrangler.toml":
      head +
      bound("ROOM", "SqlRoom") +
      created("v1", "Room").replace("new_sqlite_classes", "new_classes") +
      created("v2", "SqlRoom"),
    "index.ts": `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject { count() { return this.ctx.storage.sql.exec("SELECT 1 AS n").one(); } }
export class SqlRoom extends Room {}
export default { fetch: async (request, env) => Response.json(await env.ROOM.getByName(request.url).count()) };
`,
  },
  "commented: durable_objects in comments only": {
    "wrangler.toml": `${head}# [[durable_objects.bindings]]\n# name = "ROOM"\n`,
    "other/wrangler.jsonc": `{ "name": "other", /* "durable_objects": { "bindings": 1 } */ "compatibility_date": "2026-11-01" }`,
    "index.ts": worker,
  },
};

describe("what real projects do on purpose", () => {
  for (const [name, texts] of Object.entries(patterns)) {
    it(`${name}: no error and no warning`, () => {
      const problems = checkAll(projectOf(texts).project).filter((each) => /^(error|warning)$/.test(each.severity));
      assert.deepEqual(
        problems.map((each) => `${each.rule}: ${each.message}`),
        [],
      );
    });
  }
});

/** Entries whose `env` goes to code that is not read, which may ask it for any binding. */
const handsEnvOn: Readonly<Record<string, string>> = {
  "an argument": `${room}import serve from "lib";\nexport default { fetch: (request, env) => serve(request, env) };\n`,
  "inside an argument": `${room}import serve from "lib";\nexport default { fetch: (request, env) => serve(request, { context: { env } }) };\n`,
  spread: `${room}import serve from "lib";\nexport default { fetch: (request, env) => serve({ request, ...env }) };\n`,
  "a computed name": `${room}export default { fetch: (request, env) => env[request.url].getByName("a").fetch(request) };\n`,
  "a default export of a package": `${room}export { default } from "lib";\n`,
  "a class of a package": `${worker}export { Room } from "lib";\n`,
  "a class that extends one of a package": `import { McpAgent } from "agents/mcp";\nexport class Room extends McpAgent {}\n${worker}`,
  "a default export that a call makes": `import { Base } from "lib";\nexport class Room extends Base {}\nexport default Room.mount("/room");\n`,
  "a handler that a call makes": `import { Base } from "lib";\nexport class Room extends Base {}\nexport default { fetch: Room.serve("/room").fetch };\n`,
};

describe("a socket that a method is handed, and accepts", () => {
  const rulesFor = (fetching: string, welcoming: string) => {
    const entry = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  async fetch(request) {
    const pair = new WebSocketPair();
    ${fetching}
    return new Response(null, { status: 101, webSocket: pair[0] });
  }
  welcome(socket) {
    ${welcoming}
  }
  elsewhere(socket) {}
}
${worker}`;
    const { project } = projectOf({
      "wrangler.toml": head + bound("ROOM", "Room") + created("v1", "Room"),
      "index.ts": entry,
    });
    return checkAll(project).flatMap(({ rule }) => (rule === "ws-accept-not-hibernatable" ? [rule] : []));
  };

  it("keeps its object from hibernating", () => {
    assert.deepEqual(rulesFor("this.welcome(pair[1]);", "socket.accept();"), ["ws-accept-not-hibernatable"]);
  });
  for (const [name, [fetching, welcoming]] of Object.entries({
    "also taken to hibernate": [
      "this.welcome(pair[1]);",
      "if (a) socket.accept(); else this.ctx.acceptWebSocket(socket);",
    ],
    "closed at once": ["this.welcome(pair[1]);", `socket.accept(); socket.close(1008, "no");`],
    "from elsewhere in another call": ["this.welcome(pair[1]); this.welcome(request.socket);", "socket.accept();"],
    "accepted in a callback of it": ["this.welcome(pair[1]);", "setTimeout(() => socket.accept());"],
    "of a method of another object": ["other.welcome(pair[1]);", "socket.accept();"],
    "handed to another method": ["this.elsewhere(pair[1]);", "socket.accept();"],
  } as const))
    it(`is left alone: ${name}`, () => assert.deepEqual(rulesFor(fetching, welcoming), []));
});

describe("a binding that no code reads", () => {
  const hintsFor = (entry: string) => {
    const { project } = projectOf({
      "package.json": `{ "dependencies": { "hono": "*", "lib": "*" } }`,
      "wrangler.toml": head + bound("ROOM", "Room") + created("v1", "Room"),
      "index.ts": entry,
    });
    return checkAll(project).flatMap(({ rule }) => (rule === "binding-unused" ? [rule] : []));
  };

  it("is seen where every handler is written here", () => {
    assert.deepEqual(hintsFor(room + worker), ["binding-unused"]);
    const app = `import { Hono } from "hono";\nconst app = new Hono();\nexport default app;\n`;
    assert.deepEqual(hintsFor(room + app), ["binding-unused"]);
  });
  for (const [name, entry] of Object.entries(handsEnvOn)) {
    it(`is not spoken of where env is handed on: ${name}`, () => assert.deepEqual(hintsFor(entry), []));
  }
  it("is not spoken of in a Worker that keeps the class for another one, and in a configuration of tests", () => {
    const { project } = projectOf({
      "objects/wrangler.toml": head + bound("ROOM", "Room") + created("v1", "Room"),
      "objects/index.ts": room + worker,
      "pages/wrangler.toml": `name = "pages"\npages_build_output_dir = "dist"\n${bound("ROOM", "Room")}script_name = "chat"\n`,
      "tests/wrangler.toml": head.replace("chat", "chat-tests") + bound("ROOM", "Room") + created("v1", "Room"),
      "tests/index.ts": room + worker,
    });
    assert.deepEqual(
      checkAll(project).map(({ rule }) => rule),
      [],
    );
  });
});

describe("a field that remembers sockets", () => {
  const rulesFor = (field: string) => {
    const { project } = projectOf({
      "wrangler.toml": head + bound("ROOM", "Room") + created("v1", "Room"),
      "index.ts": `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  ${field}
  fetch() {
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    this.kept.set(server, this.next());
    return new Response(null, { status: 101, webSocket: client });
  }
  webSocketMessage(ws, message) { ws.send(message); }
  webSocketClose(ws) { ws.close(1000); }
}
export default { fetch: (request, env) => env.ROOM.getByName(request.url).fetch(request) };
`,
    });
    return checkAll(project).map(({ rule }) => rule);
  };

  it("is spoken of where hibernation empties it, and not where a timer keeps the object awake meanwhile", () => {
    assert.deepEqual(rulesFor("kept = new Map();"), ["ws-state-in-memory"]);
    assert.deepEqual(rulesFor("kept: Map<WebSocket, ReturnType<typeof setTimeout>> = new Map();"), []);
    assert.deepEqual(rulesFor("kept = new Map<WebSocket, NodeJS.Timeout>();"), []);
  });
});
