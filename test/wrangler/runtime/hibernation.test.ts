import assert from "node:assert/strict";
import { applyFileEdits, resolveFix } from "../../../src/core/fix.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import { runModules, type RuntimeSession } from "./session.ts";
import { answering } from "./socketSources.ts";

/** A class that counts how often it was made, and a client that asks for it before and after twelve idle seconds. */
function source(accept: string, { field = "", answer = `this.ctx.storage.kv.get("made")` } = {}): string {
  return `import { DurableObject } from "cloudflare:workers";
export class X extends DurableObject {
  ${field}
  constructor(ctx, env) {
    super(ctx, env);
    ctx.storage.kv.put("made", (ctx.storage.kv.get("made") ?? 0) + 1);
  }

  async fetch() {
    const [client, server] = Object.values(new WebSocketPair());
    ${accept}
    return new Response(null, { status: 101, webSocket: client });
  }

  async webSocketMessage(ws) {
    ws.send(String(${answer}));
  }

${answering}
}
export default {
  async fetch(request, env) {
    const { webSocket } = await env.X.getByName("one").fetch("https://do/", { headers: { Upgrade: "websocket" } });
    webSocket.accept();
    const heard = [];
    webSocket.addEventListener("message", ({ data }) => heard.push(data));
    webSocket.send("made?");
    await scheduler.wait(13_000);
    webSocket.send("made?");
    await scheduler.wait(500);
    return Response.json(heard.join(" "));
  },
};
`;
}

const hibernates = "this.ctx.acceptWebSocket(server);";
const ticks = source(`${hibernates}\n    setInterval(() => undefined, 60_000);`);
const remembers = source(`${hibernates}\n    this.sockets.add(server);`, {
  field: "sockets = new Set();",
  answer: "this.sockets.size",
});
const sources = {
  hibernates: source(hibernates),
  accepts: source(`server.accept();\n    server.addEventListener("message", () => this.webSocketMessage(server));`),
  ticks,
  rings: fixed(ticks, "Use an alarm"),
  remembers,
  fills: fixed(remembers, "Fill it from `getWebSockets()`"),
};

describe("Hibernation in the real runtime", function () {
  this.timeout(90_000);
  let session: RuntimeSession;
  let made: readonly string[];
  before(async () => {
    session = await runModules(Object.values(sources), "2026-11-01");
    made = await Promise.all(Object.keys(sources).map((_, index) => session.ask(index)));
  });
  after(async () => session.end());

  it("makes an object anew for the next message, where nothing keeps it", () => {
    assert.equal(made[0], "1 2");
    assert.deepEqual(reported(sources.hibernates), []);
  });

  it("does not come while a socket is open that `accept` has taken", () => {
    assert.equal(made[1], "1 1");
    assert.deepEqual(reported(sources.accepts), ["ws-accept-not-hibernatable"]);
  });

  it("does not come while an interval runs", () => {
    assert.equal(made[2], "1 1");
    assert.deepEqual(reported(sources.ticks), ["timer-blocks-hibernation"]);
  });

  it("comes where an alarm does what the interval did", () => {
    assert.equal(made[3], "1 2");
    assert.deepEqual(reported(sources.rings), []);
  });

  it("empties a set of sockets, and leaves it full where it is made of those that are open", () => {
    assert.equal(made[4], "1 0");
    assert.equal(made[5], "1 1");
  });
});

/** The rules that warn of a module. */
function reported(text: string): readonly string[] {
  const { project } = projectOf(filesOf(text));
  return checkAll(project).flatMap(({ rule, severity }) => (severity === "hint" ? [] : [rule]));
}

/** The module after a fix. */
function fixed(text: string, title: string): string {
  const { files, project } = projectOf(filesOf(text));
  const all = checkAll(project).flatMap(({ config, fixes }) => fixes.map((fix) => ({ config, fix })));
  const found = all.find(({ fix }) => fix.title === title);
  const edits = found && resolveFix(files, found.config, found.fix);
  assert.ok(edits, title);
  return applyFileEdits(files, edits).get(toFilePath("/w/src/index.js")) ?? "";
}

function filesOf(text: string): Record<string, string> {
  const config = {
    name: "cases",
    main: "src/index.js",
    compatibility_date: "2026-11-01",
    durable_objects: { bindings: [{ name: "X", class_name: "X" }] },
    exports: { X: { type: "durable-object", storage: "sqlite" } },
  };
  return { "wrangler.json": JSON.stringify(config), "src/index.js": text };
}
