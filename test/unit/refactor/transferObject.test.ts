import assert from "node:assert/strict";
import { applyFileEdits } from "../../../src/core/fix.ts";
import { transferObject, type Transfer } from "../../../src/core/refactor/transferObject.ts";
import { at } from "../../support/memoryFiles.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import { assertUndone, type Texts } from "./support.ts";

const source = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\nexport default { fetch: () => new Response("ok") };\n`;
const code = { "a/index.ts": source, "b/index.ts": source };
const head = (name: string): string => `name = "${name}"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`;
const binding = `\n[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n`;
const exported = `\n[exports.Room]\ntype = "durable-object"\nstorage = "sqlite"\n`;
const migrated = `\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n`;
const other = `\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Lobby"]\ndeleted_classes = []\n`;
const jsoncHead = (name: string): string => `"name": "${name}", "main": "index.ts", "compatibility_date": "2026-11-01"`;
const wanted: Transfer = { className: "Room", environment: null, toWorker: "b" };

const projects: Readonly<Record<string, Texts>> = {
  "TOML with exports": { "a/wrangler.toml": head("a") + binding + exported, "b/wrangler.toml": head("b") },
  "TOML with migrations": {
    "a/wrangler.toml": head("a") + binding + migrated,
    "b/wrangler.toml": `${head("b")}migrations = []\n`,
  },
  "JSONC with exports": {
    "a/wrangler.jsonc": `{ ${jsoncHead("a")}, // ours
  "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
  "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } }, }\n`,
    "b/wrangler.jsonc": `{ ${jsoncHead("b")} }\n`,
  },
  "JSON with migrations": {
    "a/wrangler.json": `{ ${jsoncHead("a")}, "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] }, "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Room"] }] }\n`,
    "b/wrangler.json": `{ ${jsoncHead("b")}, "migrations": [] }\n`,
  },
};

describe("Transfer to another Worker", () => {
  for (const [name, texts] of Object.entries(projects)) {
    it(`leaves nothing to complain of, and can be undone: ${name}`, () => {
      const { after, errors, notes } = transferred({ ...texts, ...code });
      const [a = "", b = ""] = Object.values(after);
      assert.match(a, /script_name"?(: | = )"b"/);
      assert.match(b, name.includes("exports") ? /expecting-transfer[^]*transfer_from/ : /from_script"?(: | = )"a"/);
      assert.deepEqual(errors, []);
      assert.match(notes.join(" "), /Deploy b first/);
      assert.equal(/Run locally, Room has no SQLite/.test(notes.join(" ")), name.includes("migrations"));
    });
  }

  it("writes both ends and keeps the storage", () => {
    const { after } = transferred({ ...projects["TOML with exports"], ...code });
    assert.equal(
      after["a/wrangler.toml"],
      `${head("a")}${binding}script_name = "b"\n\n[exports.Room]\ntype = "durable-object"\nstate = "transferred"\ntransferred_to = "b"\n`,
    );
    assert.equal(
      after["b/wrangler.toml"],
      `${head("b")}\n[exports.Room]\ntype = "durable-object"\nstate = "expecting-transfer"\nstorage = "sqlite"\ntransfer_from = "a"\n`,
    );
  });

  it("the bindings of third Workers follow", () => {
    const third = { "c/wrangler.toml": `name = "c"\n${binding}script_name = "a"\n` };
    const { after } = transferred({ ...projects["TOML with exports"], ...code, ...third });
    assert.match(after["c/wrangler.toml"] ?? "", /script_name = "b"/);
  });

  it("refuses where it cannot be right", () => {
    const base = { ...projects["TOML with exports"], ...code };
    const why = (texts: Texts, change: Partial<Transfer> = {}): string => {
      const result = attempt({ ...base, ...texts }, { ...wanted, ...change });
      return result.kind === "refused" ? result.reason : "";
    };
    assert.match(why({}, { toWorker: "z" }), /no one Worker z/);
    assert.match(why({}, { toWorker: "a" }), /no one Worker a|one Worker with a name to another/);
    assert.match(why({}, { className: "Ghost" }), /no live class/);
    assert.match(why({ "b/index.ts": "export default {};\n" }), /Move the code of Room to b/);
    assert.match(why({ "b/wrangler.toml": head("b") + other }), /convert the former/);
    assert.match(why({ "b/wrangler.toml": head("b") + exported }), /already/);
    assert.match(why({ "a/wrangler.toml": `${head("a")}${exported}\n[env.x]\n` }), /Several environments/);
    assert.match(why({ "b/wrangler.toml": `${head("b")}[[` }), /no one Worker b|cannot be parsed/);
  });
});

function attempt(texts: Texts, transfer: Transfer): ReturnType<typeof transferObject> {
  const { files, project } = projectOf(texts);
  const config = project.configs.find((path) => path.startsWith("/w/a/"));
  const analysis = config && project.analyse(config);
  assert.ok(analysis);
  return transferObject(files, { project, analysis }, transfer);
}

function transferred(texts: Texts): {
  readonly after: Texts;
  readonly errors: readonly string[];
  readonly notes: readonly string[];
} {
  const { files } = projectOf(texts);
  const result = attempt(texts, wanted);
  if (result.kind === "refused") assert.fail(result.reason);
  assertUndone(files, result.edits);
  const changed = applyFileEdits(files, result.edits);
  const after = Object.fromEntries(
    Object.entries(texts).map(([path, text]): [string, string] => [path, changed.get(at(path)) ?? text]),
  );
  const problems = checkAll(projectOf(after, texts).project).filter((each) => each.severity === "error");
  return { after, errors: problems.map((each) => `${each.rule}: ${each.message}`), notes: result.notes };
}
