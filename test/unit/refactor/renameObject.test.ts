import assert from "node:assert/strict";
import { applyFileEdits } from "../../../src/core/fix.ts";
import { renameObject } from "../../../src/core/refactor/renameObject.ts";
import type { Renaming } from "../../../src/core/refactor/renaming.ts";
import { at } from "../../support/memoryFiles.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import { assertUndone, type Texts } from "./support.ts";

const wanted: Renaming = { from: "Room", to: "Chat" };
const head = `name = "chat"\nmain = "src/index.ts"\ncompatibility_date = "2026-11-01"\n`;
const source = {
  "src/index.ts": `export { Room } from "./rooms";\nexport default { fetch: () => new Response("ok") };\n`,
  "src/rooms/index.ts": `export * from "./room";\n`,
  "src/rooms/room.ts": `import { DurableObject } from "cloudflare:workers";\n\nexport class Room extends DurableObject {}\n`,
};

const toml = {
  migrations: `${head}
[[durable_objects.bindings]]
name = "ROOM" # ours
class_name = 'Room'

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Room"]

[[env.staging.durable_objects.bindings]]
name = "ROOM"
class_name = "Room"
`,
  exports: `${head}durable_objects.bindings = [{ name = "ROOM", class_name = "Room" }]

[exports.Room] # the rooms
type = "durable-object"
storage = "sqlite"
`,
};

const jsonc = {
  migrations: `{
  "name": "chat", "main": "src/index.ts", "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] }, // ours
  "migrations": [
    { "tag": "v1", "new_sqlite_classes": ["Room"] },
  ],
}
`,
  exports: `{
  "name": "chat",
  "main": "src/index.ts",
  "compatibility_date": "2026-11-01",
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
  "exports": {
    // The rooms.
    "Room": { "type": "durable-object", "storage": "sqlite" },
  },
}
`,
};

const withoutExtras = (text: string): string => text.replaceAll(/ *\/\/.*$/gm, "").replaceAll(/,(?=\s*[\]}])/g, "");

const configs: Readonly<Record<string, { readonly file: string; readonly text: string }>> = {
  "TOML with migrations": { file: "wrangler.toml", text: toml.migrations },
  "TOML with exports": { file: "wrangler.toml", text: toml.exports },
  "JSONC with migrations": { file: "wrangler.jsonc", text: jsonc.migrations },
  "JSONC with exports": { file: "wrangler.jsonc", text: jsonc.exports },
  "JSON with migrations": { file: "wrangler.json", text: withoutExtras(jsonc.migrations) },
  "JSON with exports": { file: "wrangler.json", text: withoutExtras(jsonc.exports) },
  "TOML with CRLF": { file: "wrangler.toml", text: toml.migrations.replaceAll("\n", "\r\n") },
};

describe("Rename class", () => {
  for (const [name, { file, text }] of Object.entries(configs)) {
    const texts = { ...source, [file]: text };
    it(`of a deployed class leaves nothing to complain of and can be undone: ${name}`, () => {
      const { after, problems } = renamed(texts, texts);
      assert.match(after[file] ?? "", /renamed_classes|"renamed"/);
      assert.deepEqual(problems, []);
      assertCode(after);
    });

    it(`of a new class changes the name where it stands: ${name}`, () => {
      const { after, problems } = renamed(texts, { [file]: file.endsWith("toml") ? head : "{}" });
      assert.equal(after[file], text.replaceAll("Room", "Chat"));
      assert.deepEqual(problems, []);
    });
  }

  it("writes a step with the next tag, and keeps quotes and comments", () => {
    const texts = { ...source, "wrangler.toml": toml.migrations };
    const { after } = renamed(texts, texts);
    const text = after["wrangler.toml"] ?? "";
    assert.match(text, /name = "ROOM" # ours\nclass_name = 'Chat'/);
    assert.match(
      text,
      /new_sqlite_classes = \["Room"\]\n\n\[\[migrations\]\]\ntag = "v2"\nrenamed_classes = \[\{ from = "Room", to = "Chat" \}\]/,
    );
  });

  it("keeps the entry of exports with its storage under the new name, and writes a tombstone", () => {
    const texts = { ...source, "wrangler.toml": toml.exports };
    const { after } = renamed(texts, texts);
    assert.equal(
      after["wrangler.toml"]?.split("\n\n").slice(1).join("\n\n"),
      `[exports.Chat] # the rooms\ntype = "durable-object"\nstorage = "sqlite"\n\n[exports.Room]\ntype = "durable-object"\nstate = "renamed"\nrenamed_to = "Chat"\n`,
    );
  });

  it("keeps key-value storage, which the renamed namespace has", () => {
    const texts = { ...source, "wrangler.toml": toml.exports.replace("sqlite", "legacy-kv") };
    assert.deepEqual(renamed(texts, texts).problems, []);
  });

  it("asks whether the class is deployed where there is no history", () => {
    const texts = { ...source, "wrangler.toml": toml.exports };
    assert.equal(attempt(texts, undefined, wanted).kind, "asksIfDeployed");
    // Nobody is asked about what cannot be done.
    const test = { "test/a.test.ts": `import { Room } from "../src/index.ts";\nnew Room();\n` };
    assert.equal(attempt({ ...texts, ...test }, undefined, wanted).kind, "refused");
    const { after } = renamed(texts, undefined, { ...wanted, isDeployed: true });
    assert.match(after["wrangler.toml"] ?? "", /state = "renamed"/);
  });

  for (const dialect of ["migrations", "exports"] as const) {
    it(`back again, before a deploy, is the same file: ${dialect}`, () => {
      const texts = { ...source, "wrangler.toml": toml[dialect] };
      const { after } = renamed(texts, texts);
      const back = renamed({ ...texts, ...after }, texts, { from: "Chat", to: "Room" });
      assert.deepEqual(back.after, texts);
    });
  }

  it("follows a chain of renames: earlier tombstones point to the last name", () => {
    const tombstone = `\n[exports.Old]\ntype = "durable-object"\nstate = "renamed"\nrenamed_to = "Room"\n`;
    const texts = { ...source, "wrangler.toml": toml.exports + tombstone };
    const { after, problems } = renamed(texts, texts);
    assert.match(after["wrangler.toml"] ?? "", /\[exports\.Old\]\n.*\n.*\nrenamed_to = "Chat"/);
    assert.deepEqual(problems, []);
  });

  it("changes the bindings of other Workers and the class of a container", () => {
    const texts = {
      ...source,
      "wrangler.toml": `${toml.exports}\n[[containers]]\nclass_name = "Room"\nimage = "./Dockerfile"\n`,
      "other/wrangler.jsonc": `{ "name": "other", "durable_objects": { "bindings": [{ "name": "R", "class_name": "Room", "script_name": "chat" }, { "name": "S", "class_name": "Room", "script_name": "else" }] } }`,
    };
    const { after } = renamed(texts, texts);
    assert.match(after["wrangler.toml"] ?? "", /\[\[containers\]\]\nclass_name = "Chat"/);
    assert.match(
      after["other/wrangler.jsonc"] ?? "",
      /"class_name": "Chat", "script_name": "chat".*"class_name": "Room"/,
    );
  });

  it("renames only the alias of an export with `as`, and writes one for a class of a package", () => {
    const alias = {
      "src/index.ts": `export { Impl as Room } from "./impl";\n`,
      "src/impl.ts": `export class Impl {}\n`,
    };
    const first = renamed({ "wrangler.toml": toml.exports, ...alias }, {}, { ...wanted, isDeployed: false });
    assert.deepEqual(first.after["src/index.ts"], `export { Impl as Chat } from "./impl";\n`);
    const library = { "src/index.ts": `import { Room } from "lib";\nexport { Room };\n` };
    const second = renamed({ "wrangler.toml": toml.exports, ...library }, {}, { ...wanted, isDeployed: false });
    assert.equal(second.after["src/index.ts"], `import { Room as Chat } from "lib";\nexport { Chat };\n`);
  });

  it("renames what is imported and exported again, and ctx.exports", () => {
    const code = {
      "src/index.ts": `import { Room } from "./rooms/room";\nexport { Room };\nexport default { fetch: (r, e, ctx) => ctx.exports.Room.getByName("a") };\n`,
      "src/rooms/room.ts": source["src/rooms/room.ts"],
    };
    const { after } = renamed({ "wrangler.toml": toml.exports, ...code }, {}, { ...wanted, isDeployed: false });
    assert.equal(after["src/index.ts"], code["src/index.ts"].replaceAll("Room", "Chat"));
    assert.equal(after["src/rooms/room.ts"], code["src/rooms/room.ts"].replaceAll("Room", "Chat"));
  });

  it("changes every configuration that starts from the same entry", () => {
    const texts = {
      "wrangler.toml": `name = "a"\nmain = "index.ts"\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n[exports.Room]\ntype = "durable-object"\nstorage = "sqlite"\n`,
      "wrangler.eu.toml": `name = "eu"\nmain = "index.ts"\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n`,
      "index.ts": `export class Room {}\nexport default {};\n`,
    };
    const { files, project } = projectOf(texts);
    const analysis = project.analyse(at("wrangler.toml"));
    assert.ok(analysis);
    const result = renameObject(files, { project, analysis }, { from: "Room", to: "Chat", isDeployed: true });
    assert.ok(result.kind === "edits");
    const after = applyFileEdits(files, result.edits);
    assert.match(after.get(at("wrangler.eu.toml")) ?? "", /class_name = "Chat"[^]*from = "Room", to = "Chat"/);
    assert.match(after.get(at("wrangler.toml")) ?? "", /class_name = "Chat"[^]*renamed_to = "Chat"/);
  });

  it("refuses what it cannot do", () => {
    const texts = { ...source, "wrangler.toml": toml.exports };
    const why = (change: Partial<Renaming>, files: Texts = texts): string => {
      const result = attempt(files, texts, { ...wanted, ...change });
      return result.kind === "refused" ? result.reason : result.kind;
    };
    assert.match(why({ to: "class" }), /no name for a class/);
    assert.match(why({ to: "chat-room" }), /no name for a class/);
    assert.match(why({ to: "Room" }), /this name already/);
    assert.match(why({ from: "Ghost" }), /neither bound nor declared/);
    const both = { ...texts, "src/index.ts": `export { Chat } from "chat";\n${source["src/index.ts"]}` };
    assert.match(why({}, both), /There is a Chat already/);
    assert.match(why({}, { ...texts, "wrangler.toml": `${toml.exports}[[` }), /cannot be parsed/);
    const use = { ...texts, "test/room.test.ts": `import type { Room } from "../src";\n` };
    assert.match(why({}, use), /also used in test\/room\.test\.ts/);
    assert.equal(why({ hasEditorRename: true }, use), "edits");
    const star = { ...texts, "src/index.ts": `export * from "./rooms";\nlet room: Room;\n` };
    assert.match(why({}, star), /also used in src\/index\.ts/);
  });
});

function attempt(texts: Texts, committed: Texts | undefined, renaming: Renaming): ReturnType<typeof renameObject> {
  const { files, project } = projectOf(texts, committed);
  const config = project.configs.find((path) => !path.includes("/other/"));
  const analysis = config && project.analyse(config);
  assert.ok(analysis);
  return renameObject(files, { project, analysis }, renaming);
}

/** The project after a rename, and the problems that it has then; what was there before can be had back. */
function renamed(
  texts: Texts,
  committed: Texts | undefined,
  renaming: Renaming = wanted,
): { readonly after: Texts; readonly problems: readonly string[] } {
  const { files } = projectOf(texts);
  const result = attempt(texts, committed, renaming);
  if (result.kind !== "edits") assert.fail(result.kind === "refused" ? result.reason : result.kind);
  assertUndone(files, result.edits);
  const changed = applyFileEdits(files, result.edits);
  const after = Object.fromEntries(
    Object.entries(texts).map(([path, text]): [string, string] => [path, changed.get(at(path)) ?? text]),
  );
  const problems = checkAll(projectOf(after, committed).project).filter((each) => each.severity !== "hint");
  return { after, problems: problems.map((each) => `${each.rule}: ${each.message}`) };
}

function assertCode(after: Texts): void {
  assert.match(after["src/index.ts"] ?? "", /^export \{ Chat \} from "\.\/rooms";/);
  assert.match(after["src/rooms/room.ts"] ?? "", /export class Chat extends/);
}
