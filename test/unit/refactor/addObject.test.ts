import assert from "node:assert/strict";
import { addObject, type NewObject } from "../../../src/core/refactor/addObject.ts";
import { objectKinds } from "../../../src/core/refactor/templates.ts";
import { reasonOf, refactored, rulesAfter, type Texts } from "./support.ts";

const entry = `export default {\n  async fetch() {\n    return new Response("ok");\n  },\n};\n`;
const head = `name = "chat"\nmain = "src/index.ts"\ncompatibility_date = "2026-11-01"\n`;
const wanted: NewObject = {
  name: "ChatRoom",
  kind: "rpc",
  storage: "sqlite",
  file: "chatRoom.ts",
  environments: [null],
};

const projects: Readonly<Record<string, Texts>> = {
  "TOML without a lifecycle": { "wrangler.toml": head, "src/index.ts": entry },
  "TOML with migrations": {
    "wrangler.toml": `${head}
[[durable_objects.bindings]]
name = "OLD"
class_name = "Old"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Old"]

[env.staging]
`.replace("\n[env.staging]\n", ""),
    "src/index.ts": `export { Old } from "old";\n${entry}`,
  },
  "JSONC with exports and environments": {
    "wrangler.jsonc": `{
  "name": "chat", // ours
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "exports": { "Old": { "type": "durable-object", "storage": "sqlite" } },
  "env": { "staging": {} },
}
`,
    "src/index.ts": `export { Old } from 'old'\nexport default { fetch: () => new Response('ok') }\n`,
  },
};

describe("Add Durable Object", () => {
  for (const [name, texts] of Object.entries(projects)) {
    it(`leaves nothing to complain of: ${name}`, () => {
      const environments = name.includes("environments") ? [null, "staging"] : [null];
      const changed = refactored(texts, ({ files, analysis }) =>
        addObject(files, analysis, { ...wanted, environments }),
      );
      assert.deepEqual(
        Object.keys(changed).toSorted(),
        ["src/chatRoom.ts", "src/index.ts", Object.keys(texts)[0] ?? ""].toSorted(),
      );
      assert.deepEqual(rulesAfter(texts, changed), []);
    });
  }

  it("writes the class, the export, the binding and the lifecycle", () => {
    const texts = projects["TOML without a lifecycle"] ?? {};
    const changed = refactored(texts, ({ files, analysis }) => addObject(files, analysis, wanted));
    assert.equal(
      changed["wrangler.toml"],
      `${head}
[[durable_objects.bindings]]
name = "CHAT_ROOM"
class_name = "ChatRoom"

[exports.ChatRoom]
type = "durable-object"
storage = "sqlite"
`,
    );
    assert.match(changed["src/index.ts"] ?? "", /export \{ ChatRoom \} from "\.\/chatRoom";/);
    assert.match(changed["src/chatRoom.ts"] ?? "", /export class ChatRoom extends DurableObject \{/);
  });

  it("names `Env` where types are generated, which only Undo does not take back", () => {
    const texts = { ...projects["TOML without a lifecycle"], "worker-configuration.d.ts": "" };
    let notes: readonly string[] = [];
    const changed = refactored(texts, ({ files, analysis }) => {
      const result = addObject(files, analysis, wanted);
      if (result.kind === "edits") ({ notes } = result);
      return result;
    });
    assert.match(changed["src/chatRoom.ts"] ?? "", /extends DurableObject<Env> \{/);
    assert.deepEqual(notes, ["Generated types are not part of this edit, nor of its undoing."]);
  });

  it("writes JavaScript without types, in the quotes and indentation of the entry", () => {
    const texts = {
      "wrangler.toml": head.replace(".ts", ".js"),
      "src/index.js": entry.replaceAll('"', "'").replaceAll("  ", "\t"),
    };
    const changed = refactored(texts, ({ files, analysis }) =>
      addObject(files, analysis, { ...wanted, file: "chatRoom.js" }),
    );
    assert.match(
      changed["src/chatRoom.js"] ?? "",
      /^import \{ DurableObject \} from 'cloudflare:workers';\n\nexport class ChatRoom extends DurableObject \{\n\tasync increment\(by = 1\) \{/,
    );
  });

  for (const kind of objectKinds) {
    it(`of the kind ${kind} leaves nothing to complain of`, () => {
      const texts = projects["TOML without a lifecycle"] ?? {};
      const changed = refactored(texts, ({ files, analysis }) => addObject(files, analysis, { ...wanted, kind }));
      assert.deepEqual(rulesAfter(texts, changed), []);
    });
  }

  it("refuses a name that is none or taken, a file that is there, and an entry that cannot be read", () => {
    const texts = projects["TOML with migrations"] ?? {};
    const why = (given: Partial<NewObject>, files: Texts = texts) =>
      reasonOf(files, ({ files: port, analysis }) => addObject(port, analysis, { ...wanted, ...given }));
    assert.match(why({ name: "chat-room" }), /no name for a class/);
    assert.match(why({ name: "Old" }), /There is a Old already/);
    assert.match(why({ file: "index.ts" }), /there already/);
    // An import of "./room" would mean another file then.
    assert.match(why({ file: "room.ts" }, { ...texts, "src/room.js": "" }), /room\.js is there already/);
    assert.match(why({ file: "room.ts" }, { ...texts, "src/room/index.ts": "" }), /room is there already/);
    assert.match(why({}, { "wrangler.toml": head.replace("src/index.ts", "dist/index.js") }), /cannot be read/);
    assert.match(why({}, { ...texts, "wrangler.toml": `${head}[[` }), /cannot be parsed/);
  });
});
