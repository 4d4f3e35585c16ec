import type { RuntimeCase } from "./cases.ts";
import { withClass, withMembers } from "./sources.ts";

/** What goes wrong with classes, their constructors and calls on stubs. */
export const classCases: readonly RuntimeCase[] = [
  {
    rule: "rpc-class-not-extending",
    source: `export class X {
  constructor(state, env) {
    this.state = state;
  }

  run() {
    return "ran";
  }
}
export default {
  async fetch(request, env) {
    return Response.json(await env.X.getByName("one").run());
  },
};
`,
    ends: /does not support RPC, because its class was not declared with `extends DurableObject`/,
    fix: { title: "Make X extend DurableObject", answers: "ran" },
  },
  {
    rule: "do-missing-super",
    source: withMembers(`  constructor(ctx, env) {\n    this.x = "ran";\n  }\n\n  run() {\n    return this.x;\n  }`),
    ends: /Must call super constructor in derived class/,
    fix: { title: "Call `super` first", answers: "ran" },
  },
  {
    rule: "do-super-args",
    source: withMembers(`  constructor(ctx, env) {\n    super(ctx);\n  }\n\n  run() {\n    return "ran";\n  }`),
    ends: /Failed to construct 'DurableObjectBase': constructor parameter 2 is not of type 'Object'/,
    fix: { title: "Change to `super(ctx, env)`", answers: "ran" },
  },
  {
    rule: "do-super-args",
    title: "without any",
    source: withMembers(`  constructor() {\n    super();\n  }\n\n  run() {\n    return "ran";\n  }`),
    ends: /constructor parameter 1 is not of type 'DurableObjectState'/,
    fix: { title: "Change to `super(ctx, env)`", answers: "ran" },
  },
  {
    rule: "do-this-state",
    source: withMembers(`  run() {\n    return typeof this.state.storage;\n  }`),
    ends: /Cannot read properties of undefined \(reading 'storage'\)/,
    fix: { title: "Change to `this.ctx`", answers: "object" },
  },
  {
    rule: "rpc-field-arrow-method",
    source: withMembers(`  run = async () => "ran";`),
    ends: /The RPC receiver does not implement the method "run"/,
    fix: { title: "Make `run` a method", answers: "ran" },
  },
  {
    rule: "rpc-field-arrow-method",
    title: "static",
    source: withMembers(`  static run() {\n    return "ran";\n  }`),
    ends: /The RPC receiver does not implement the method "run"/,
  },
  {
    rule: "rpc-reserved-name",
    source: withMembers(`  dup() {\n    return "ran";\n  }`, "stub.dup()"),
    ends: /'dup' is a reserved method and cannot be called over RPC/,
    fix: { title: "Rename the method to `dupObject`", answers: "ran" },
  },
  ...["alarm", "webSocketMessage", "webSocketClose", "webSocketError"].map((name) => ({
    rule: "rpc-reserved-name",
    title: name,
    source: withMembers(`  ${name}() {\n    return "ran";\n  }`, `stub.${name}()`),
    ends: new RegExp(`'${name}' is a reserved method and cannot be called over RPC`),
  })),
  {
    rule: "rpc-reserved-name",
    title: "connect",
    source: withMembers(`  connect() {\n    return "ran";\n  }`, "stub.connect()"),
    ends: /Failed to execute 'connect' on 'Fetcher'/,
    fix: { title: "Rename the method to `connectObject`", answers: "ran" },
  },
  {
    rule: "rpc-shadowed-by-stub",
    source: withMembers(`  name() {\n    return "ran";\n  }`, "stub.name()"),
    ends: /is not a function/,
    fix: { title: "Rename the method to `nameObject`", answers: "ran" },
  },
  {
    rule: "rpc-shadowed-by-stub",
    title: "id",
    source: withMembers(`  id() {\n    return "ran";\n  }`, "stub.id()"),
    ends: /is not a function/,
    fix: { title: "Rename the method to `idObject`", answers: "ran" },
  },
  {
    rule: "rpc-unserializable",
    title: "an id",
    source: withMembers(`  run() {\n    return this.ctx.id;\n  }`),
    ends: /Could not serialize object of type "DurableObjectId"/,
    fix: { title: "Send the id as a string", answers: /^"?[0-9a-f]{64}"?$/ },
  },
  {
    rule: "rpc-unserializable",
    title: "the object",
    source: withMembers(`  run() {\n    return this;\n  }`),
    ends: /Could not serialize object of type "X"|could not be cloned|does not support serialization/i,
  },
  {
    rule: "rpc-unserializable",
    title: "a namespace",
    source: withMembers(`  run(a) {\n    return "ran";\n  }`, "stub.run(env.X)"),
    ends: /Could not serialize object of type "DurableObjectNamespace"/,
  },
  {
    rule: "rpc-unserializable",
    title: "the environment",
    source: withMembers(`  run(a) {\n    return "ran";\n  }`, "stub.run(env)"),
    ends: /Could not serialize object of type/,
  },
  {
    rule: "rpc-unserializable",
    title: "a symbol",
    source: withMembers(`  run() {\n    return Symbol("x");\n  }`),
    ends: /Symbol\(x\) could not be cloned/,
  },
  {
    rule: "fetch-relative-url",
    source: withMembers(`  fetch() {\n    return new Response("ran");\n  }`, `(await stub.fetch("/path")).text()`),
    ends: /Invalid URL: \/path/,
    fix: { title: "Put “https://do” before it", answers: "ran" },
  },
  {
    rule: "do-no-fetch-handler",
    source: withMembers(`  run() {\n    return "ran";\n  }`, `(await stub.fetch("https://do/")).status`),
    ends: /Handler does not export a fetch\(\) function/,
    fix: { title: "Add `fetch` to X", answers: "404" },
  },
  {
    rule: "do-constructed-directly",
    source: withClass(
      `export class X extends DurableObject {\n  run() {\n    return "ran";\n  }\n}`,
      "new X().run() ?? stub",
    ),
    ends: /Failed to construct 'DurableObjectBase': constructor parameter 1 is not of type 'DurableObjectState'/,
  },
  {
    rule: "storage-read-unawaited",
    source: withMembers(`  async run() {\n    return String(this.ctx.storage.get("count") ?? "none");\n  }`),
    ends: "[object Promise]",
    fix: { title: "Wait for the value", answers: "none" },
  },
];
