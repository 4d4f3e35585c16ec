import assert from "node:assert/strict";
import { LineMap } from "../../src/core/text/lineMap.ts";
import { checkAll, projectOf } from "../support/project.ts";

const source = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export class Log extends DurableObject {}
export default {
  async fetch(request, env) {
    await env.LOG.getByName("all").fetch(request);
    return env.ROOM.getByName("a").fetch(request);
  },
};
`;

const configs = {
  "wrangler.toml": `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[[durable_objects.bindings]]
name = "LOG"
class_name = "Log"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Room"]

[[migrations]]
tag = "v2"
new_sqlite_classes = ["Logs"]

[[migrations]]
tag = "v3"
renamed_classes = [{ from = "Logs", to = "Log" }]
`,
  "wrangler.jsonc": `{
  // chat
  "name": "chat",
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": {
    "bindings": [
      { "name": "ROOM", "class_name": "Room" },
      { "name": "LOG", "class_name": "Log" },
    ],
  },
  "exports": {
    "Old": { "type": "durable-object", "state": "renamed", "renamed_to": "Room" },
    "Room": { "type": "durable-object", "storage": "sqlite" },
    "Log": { "type": "durable-object", "storage": "sqlite" },
  },
}
`,
  "wrangler.json": `{
  "name": "chat",
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }, { "name": "LOG", "class_name": "Log" }] },
  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Room", "Log"] }],
  "env": {
    "staging": {
      "durable_objects": {
        "bindings": [{ "name": "ROOM", "class_name": "Room" }, { "name": "LOG", "class_name": "Log" }]
      }
    }
  }
}
`,
} as const;

function seriousIn(
  name: string,
  text: string,
): readonly { readonly rule: string; readonly line: number; readonly path: string }[] {
  const { project } = projectOf({ [name]: text, "src/index.ts": source });
  const lines = new LineMap(text);
  return checkAll(project)
    .filter(({ severity }) => severity === "error")
    .map(({ rule, path, span }) => ({ rule, path, line: lines.positionAt(span.start).line }));
}

describe("half-typed configurations", () => {
  for (const [name, text] of Object.entries(configs)) {
    it(`give no error but in the statement that is typed: every prefix of ${name}`, () => {
      assert.deepEqual(seriousIn(name, text), []);
      for (let end = 1; end < text.length; end++) {
        const prefix = text.slice(0, end);
        const errors = seriousIn(name, prefix);
        const syntax = errors.filter(({ rule }) => rule === "config-syntax");
        if (syntax.length === 0) continue;
        const others = errors.filter(({ rule }) => rule !== "config-syntax");
        assert.ok(syntax.length === 1, `${syntax.length} syntax errors after ${prefix.slice(-40)}`);
        assert.deepEqual(others, [], `after …${prefix.slice(-60)}`);
      }
    });
  }

  it("keep the problems of other tables", () => {
    const text = `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Rom"
[vars]
A =
`;
    const rules = seriousIn("wrangler.toml", text).map(({ rule }) => rule);
    assert.deepEqual(rules, ["bound-class-not-exported", "config-syntax"]);
  });

  it("give one problem for a table whose next line is typed", () => {
    const text = `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"
[[durable_objects.bindings]]
name = `;
    assert.deepEqual(
      seriousIn("wrangler.toml", text).map(({ rule }) => rule),
      ["config-syntax"],
    );
  });
});

describe("half-typed code", () => {
  const config = `name = "chat"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n[exports.Room]\ntype = "durable-object"\nstorage = "sqlite"\n`;
  const rulesFor = (argument: string): readonly string[] => {
    const call = `this.ctx.storage.sql.exec("SELECT ?", ${argument}`;
    const entry = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {\n  a() { ${call}`;
    const { project } = projectOf({ "wrangler.toml": config, "index.ts": entry });
    return checkAll(project).flatMap(({ rule }) => (rule.startsWith("sql-") ? [rule] : []));
  };

  it("is not told what the object that it begins cannot be bound as", () => {
    assert.deepEqual(rulesFor("{ text }); } }"), ["sql-bind-object"]);
    for (const argument of ["{", "{ text"]) assert.deepEqual(rulesFor(argument), []);
  });
});
