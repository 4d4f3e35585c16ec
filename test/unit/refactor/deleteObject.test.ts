import assert from "node:assert/strict";
import { deleteObject } from "../../../src/core/refactor/deleteObject.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import { applyFileEdits } from "../../../src/core/fix.ts";

const source = `export { Room } from "rooms";\nexport { Lobby } from "rooms";\nexport default {};\n`;
const head = `name = "chat"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`;
const lobby = `
[[durable_objects.bindings]]
name = "LOBBY"
class_name = "Lobby"
`;
const room = `
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"
`;
const migrations = `
[[migrations]]
tag = "v1"
new_sqlite_classes = ["Lobby"]
`;
const roomStep = `
[[migrations]]
tag = "v2"
new_sqlite_classes = ["Room"]
`;
const exported = (name: string) => `
[exports.${name}]
type = "durable-object"
storage = "sqlite"
`;

describe("Delete class", () => {
  it("leaves no trace of a class that was never committed", () => {
    const result = deleted(head + lobby + room + migrations + roomStep, head + lobby + migrations);
    assert.equal(result.config, head + lobby + migrations);
    assert.equal(result.entry, source.replace(`export { Room } from "rooms";\n`, ""));
    assert.match(result.note, /never committed/);
    assert.deepEqual(result.problems, []);
  });

  it("with migrations, only the bindings go at first: the API refuses more", () => {
    const before = head + lobby + room + migrations + roomStep;
    const result = deleted(before, before);
    assert.equal(result.config, head + lobby + migrations + roomStep);
    assert.equal(result.entry, source);
    assert.match(result.note, /Deploy now/);
  });

  it("with migrations, the step that deletes it follows when nothing binds it", () => {
    const before = head + lobby + migrations + roomStep;
    const result = deleted(before, before);
    assert.equal(result.config, `${before}\n[[migrations]]\ntag = "v3"\ndeleted_classes = ["Room"]\n`);
    assert.match(result.note, /deletes all objects of Room/);
    assert.deepEqual(result.problems, []);
  });

  it("changes migrations once that an environment inherits", () => {
    const before = `${head}${lobby}${migrations}${roomStep}\n[env.staging]\nvars = { A = "1" }\n`;
    const result = deleted(before, before);
    assert.equal(result.config.match(/deleted_classes/g)?.length, 1);
  });

  it("with exports, binding and entry go in one deploy, and a tombstone stays", () => {
    const before = head + room + exported("Room") + exported("Lobby");
    const result = deleted(before, before);
    assert.equal(
      result.config,
      `${head}\n[exports.Room]\ntype = "durable-object"\nstate = "deleted"\n${exported("Lobby")}`,
    );
    assert.deepEqual(result.problems, []);
  });

  it("refuses a class that another Worker binds, and one that nobody knows", () => {
    const files = {
      "a/wrangler.toml": `name = "a"\n${exported("Room")}`,
      "b/wrangler.toml": `name = "b"\n${room}script_name = "a"\n`,
    };
    const { files: memory, project } = projectOf(files);
    const analysis = project.analyse(toFilePath("/w/a/wrangler.toml"));
    assert.ok(analysis);
    const refused = deleteObject(memory, analysis, "Room");
    assert.match(refused.kind === "refused" ? refused.reason : "", /The Worker b binds Room/);
    assert.equal(deleteObject(memory, analysis, "Ghost").kind, "refused");
  });
});

interface Deleted {
  readonly config: string;
  readonly entry: string;
  readonly note: string;
  readonly problems: readonly string[];
}

/** Deletes `Room` from a project whose configuration was `committed`. */
function deleted(config: string, committed: string): Deleted {
  const texts = { "wrangler.toml": config, "index.ts": source };
  const before = { "wrangler.toml": committed, "index.ts": source };
  const { files, project } = projectOf(texts, before);
  const analysis = project.analyse(toFilePath("/w/wrangler.toml"));
  assert.ok(analysis);
  const result = deleteObject(files, analysis, "Room");
  if (result.kind === "refused") assert.fail(result.reason);
  const after = applyFileEdits(files, result.edits);
  const now = {
    "wrangler.toml": after.get(toFilePath("/w/wrangler.toml")) ?? config,
    "index.ts": after.get(toFilePath("/w/index.ts")) ?? source,
  };
  const problems = checkAll(projectOf(now, before).project).filter((each) => each.severity === "error");
  return {
    config: now["wrangler.toml"],
    entry: now["index.ts"],
    note: result.notes.join(" "),
    problems: problems.map((each) => each.message),
  };
}
