import assert from "node:assert/strict";
import { isDurableObject } from "../../../src/core/source/knownBases.ts";
import { entryOf, namesOf, openOf, readMain } from "../../support/entry.ts";
import { MemoryFiles, type MemoryEntry } from "../../support/memoryFiles.ts";

/** Whether a class of the entry is a Durable Object, by its exported name. */
function answerFor(name: string, files: Readonly<Record<string, MemoryEntry>>): string | undefined {
  const value = entryOf(files).exports.names.get(name)?.value;
  return value?.kind === "class" ? isDurableObject(value.declaration) : value?.kind;
}

describe("as real projects write it", () => {
  it("reexport: a server entry that only passes on what other folders hold", () => {
    const files = {
      "src/index.ts": `import { ChatRoom } from "./durable-objects/chat-room.js";
        import app from "./app.js";
        export { ChatRoom };
        export { Limiter } from "./durable-objects";
        export * from "./workflows/index.js";
        export default app;`,
      "src/durable-objects/chat-room.ts": "export class ChatRoom {}",
      "src/durable-objects/index.ts":
        'export { RateLimiter as Limiter } from "./limiter.js"; export type { Options } from "./limiter.js";',
      "src/durable-objects/limiter.ts": "export class RateLimiter {} export interface Options {}",
      "src/workflows/index.ts": "export class Flow {}",
      "src/app.ts": "export default { fetch() {} };",
    };
    assert.deepEqual(namesOf(files), {
      ChatRoom: "class ChatRoom",
      Limiter: "class RateLimiter",
      default: "object",
      Flow: "class Flow",
    });
  });

  it("alias: paths, package imports and workspace packages, resolved or not", () => {
    const files = {
      "apps/web/src/server.ts": `export { Room } from "@/server/room"; export { Lobby } from "#server/lobby";
        export { Hall } from "@acme/objects/hall"; export { Later } from "$lib/later"; export * from "~/more";`,
      "apps/web/tsconfig.json":
        '{ "extends": "../../tsconfig.base.json", "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      "tsconfig.base.json": '{ "compilerOptions": { "strict": true } }',
      "apps/web/package.json": '{ "imports": { "#server/*": "./src/server/*.ts" } }',
      "apps/web/src/server/room.ts": "export class Room {}",
      "apps/web/src/server/lobby.ts": "export class Lobby {}",
      "node_modules/@acme/objects": { link: "../../packages/objects" },
      "packages/objects/package.json": '{ "exports": { "./*": { "types": "./src/*.ts", "default": "./src/*.ts" } } }',
      "packages/objects/src/hall.ts": "export class Hall {}",
    };
    assert.deepEqual(namesOf(files), { Room: "class Room", Lobby: "class Lobby", Hall: "class Hall", Later: "maybe" });
    assert.deepEqual(openOf(files), ["exportStarUnresolved ~/more"]);
  });

  it("npm-class: a class of a package, installed or not", () => {
    assert.deepEqual(namesOf({ "index.ts": 'export { Sandbox } from "@cloudflare/sandbox";' }), { Sandbox: "maybe" });
  });

  it("wrapper: a class handed to a function, also of a namespace, also in another file", () => {
    const files = {
      "index.ts": `import * as Sentry from "@sentry/cloudflare"; import { Base } from "./base";
        export { Counter } from "./counter";
        export const Room = Sentry.instrumentDurableObjectWithSentry((env: Env) => ({ dsn: env.DSN }), Base);`,
      "base.ts": 'import { DurableObject } from "cloudflare:workers"; export class Base extends DurableObject<Env> {}',
      "counter.ts": "class CounterBase {} export const Counter = instrumentDO(CounterBase, config);",
    };
    assert.deepEqual(namesOf(files), {
      Counter: "maybe CounterBase",
      Room: "maybe Base < DurableObject@cloudflare:workers",
    });
  });

  it("factory: a class made by a function, exported or extended", () => {
    const files = {
      "index.ts": `export const Room = createYServer({ a: 1 }); export class Sync extends makeDurableObject({ b() {} }) {}
        const { durable } = adapter(); export { durable as $DurableObject };`,
    };
    assert.deepEqual(namesOf(files), { Room: "maybe", Sync: "class Sync", $DurableObject: "maybe" });
    assert.equal(answerFor("Sync", files), "maybe");
  });

  it("const-alias and renamed-export: other names for a class, several for one", () => {
    const files = {
      "index.ts": `import { Sandbox as Base } from "./sandbox"; export const UserSandbox = Base; export const Again = UserSandbox;
        export { Base as Sandbox, Base as SandboxPool };`,
      "sandbox.ts": "export class Sandbox {}",
    };
    assert.deepEqual(namesOf(files), {
      UserSandbox: "class Sandbox",
      Again: "class Sandbox",
      Sandbox: "class Sandbox",
      SandboxPool: "class Sandbox",
    });
  });

  it("plain-class: a class that extends nothing may be one", () => {
    assert.equal(
      answerFor("A", { "worker.js": "export class A { constructor(state, env) {} async fetch() {} }" }),
      "maybe",
    );
    assert.equal(answerFor("A", { "index.ts": "export class A implements DurableObject {}" }), "maybe");
  });

  it("foreign-superclass: by the module, not by the name", () => {
    for (const [name, module] of [
      ["Agent", "agents"],
      ["McpAgent", "agents/mcp"],
      ["AIChatAgent", "agents/ai-chat-agent"],
      ["AIChatAgent", "@cloudflare/ai-chat"],
      ["Think", "@cloudflare/think"],
      ["Server", "partyserver"],
      ["YServer", "y-partyserver"],
      ["Container", "@cloudflare/containers"],
      ["Sandbox", "@cloudflare/sandbox"],
      ["Actor", "@cloudflare/actors"],
      ["SqliteDurableObject", "rwsdk/db"],
      ["SyncedStateServer", "rwsdk/use-synced-state/worker"],
    ] as const) {
      const text = `import { ${name} } from "${module}"; export class A extends ${name}<Env> {}`;
      assert.equal(answerFor("A", { "index.ts": text }), "yes", module);
    }
    const own = {
      "index.ts": 'import { Container } from "./own"; export class A extends Container {}',
      "own.ts": "export class Container {}",
    };
    assert.equal(answerFor("A", own), "maybe");
    assert.equal(answerFor("A", { "index.ts": "class Container {} export class A extends Container {}" }), "maybe");
    assert.equal(
      answerFor("A", { "index.ts": 'import { Server } from "socket.io"; export class A extends Server {}' }),
      "maybe",
    );
  });

  it("generated-main: what a framework has yet to make", () => {
    const files = {
      "custom-worker.ts": `// @ts-ignore made by the build
        import { default as handler } from "./.open-next/worker.js";
        export default { fetch: handler.fetch };
        // @ts-ignore made by the build
        export { DOQueueHandler, DOShardedTagCache } from "./.open-next/worker.js";
        export class Own {}`,
    };
    assert.deepEqual(namesOf(files), {
      default: "object",
      DOQueueHandler: "maybe",
      DOShardedTagCache: "maybe",
      Own: "class Own",
    });
    const entry = readMain(new MemoryFiles(), ".open-next/worker.js");
    assert.ok(entry.kind === "missing" && entry.isGenerated);
  });

  it("other-language: Rust and Python", () => {
    const rust = readMain(new MemoryFiles(), "build/worker/shim.mjs");
    assert.ok(rust.kind === "unreadable" && rust.language === "rust");
    const python = "from workers import DurableObject\nclass MyDurableObject(DurableObject):\n    pass\n";
    assert.equal(namesOf({ "src/entry.py": python })["MyDurableObject"], "maybe");
  });

  it("workerentrypoint: classes that are none, of the platform and of libraries", () => {
    const files = {
      "index.ts": `import { WorkerEntrypoint, WorkflowEntrypoint as W } from "cloudflare:workers";
        import { ContainerProxy as P } from "@cloudflare/containers"; import { AgentWorkflow } from "agents/workflows";
        class Middle extends WorkerEntrypoint {}
        export class A extends Middle {} export class B extends W {} export class C extends P {} export class D extends AgentWorkflow {}`,
    };
    for (const name of "ABCD") assert.equal(answerFor(name, files), "no", name);
  });

  it("odd-names: short names and dollar signs", () => {
    assert.deepEqual(namesOf({ "index.ts": "export class $DurableObject {} export class D {} export class _ {}" }), {
      $DurableObject: "class $DurableObject",
      D: "class D",
      _: "class _",
    });
  });

  it("facets and base classes: exported beside the classes in use", () => {
    const text =
      'import { Agent } from "agents"; export abstract class Base extends Agent {} export class Sub extends Base {}';
    assert.equal(answerFor("Sub", { "index.ts": text }), "yes");
    const base = entryOf({ "index.ts": text }).exports.names.get("Base")?.value;
    assert.ok(base?.kind === "class" && base.declaration.isAbstract);
  });
});
