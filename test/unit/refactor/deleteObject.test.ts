import assert from "node:assert/strict";
import { deleteObject, type Deleted } from "../../../src/core/refactor/deleteObject.ts";
import type { Deletion } from "../../../src/core/refactor/deleteSteps.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { checkAll, projectOf } from "../../support/project.ts";
import { applyFileEdits } from "../../../src/core/fix.ts";
import type { Texts } from "./support.ts";

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
    assert.match(result.note, /never deployed/);
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

  it("asks whether the class is deployed where there is no history, and goes by the answer", () => {
    const before = head + room + migrations + roomStep + lobby;
    assert.equal(outcomeOf(before, { className: "Room" }).kind, "asksIfDeployed");
    const first = outcomeOf(before, { className: "Room", isDeployed: true });
    assert.match(first.kind === "edits" ? (first.loss ?? "") : "", /takes two deploys/);
    const unbound = outcomeOf(head + migrations + roomStep + lobby, { className: "Room", isDeployed: true });
    assert.match(unbound.kind === "edits" ? (unbound.loss ?? "") : "", /next deploy deletes all objects of Room/);
    const fresh = outcomeOf(before, { className: "Room", isDeployed: false });
    assert.equal(fresh.kind === "edits" && fresh.loss, undefined);
  });

  it("takes the steps with it that gave a class its name, where none of them is deployed", () => {
    const renamed = `\n[[migrations]]\ntag = "v2"\nrenamed_classes = [{ from = "Hall", to = "Room" }]\n`;
    const hall = `\n[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Lobby", "Hall"]\n`;
    const result = outcomeOf(head + lobby + room + hall + renamed, { className: "Room", isDeployed: false });
    assert.equal(configAfter(result), head + lobby + migrations);
  });

  it("retires the tombstones that led to the class: what is done goes, what is not is deleted too", () => {
    const tombstone = `\n[exports.Hall]\ntype = "durable-object"\nstate = "renamed"\nrenamed_to = "Room"\n`;
    const before = head + room + exported("Room") + tombstone;
    const done = deleted(before, before);
    assert.equal(done.config, `${head}\n[exports.Room]\ntype = "durable-object"\nstate = "deleted"\n`);
    const pending = deleted(before, head + exported("Hall"));
    assert.equal(pending.config, `${head}\n[exports.Hall]\ntype = "durable-object"\nstate = "deleted"\n`);
  });

  it("takes the container of the class with it", () => {
    const container = `\n[[containers]]\nclass_name = "Room"\nimage = "./Dockerfile"\n`;
    const before = head + room + exported("Room") + container;
    assert.equal(
      deleted(before, before).config,
      `${head}\n[exports.Room]\ntype = "durable-object"\nstate = "deleted"\n`,
    );
  });

  it("refuses what would leave the class in code, or take steps back that may be applied", () => {
    const before = head + room + exported("Room");
    const star = {
      "index.ts": `export * from "./all";\nexport default {};\n`,
      "all.ts": `export class Room {}\nexport class A {}\n`,
    };
    assert.equal(outcomeOf(before, { className: "Room", isDeployed: true }, star).kind, "edits");
    const both = { "index.ts": `export const a = 1, Room = class {};\nexport default {};\n` };
    const refused = outcomeOf(before, { className: "Room", isDeployed: true }, both);
    assert.match(refused.kind === "refused" ? refused.reason : "", /cannot be taken back here/);
    const renamed = head + room + migrations.replace("Lobby", "Hall");
    const step = `\n[[migrations]]\ntag = "v2"\nrenamed_classes = [{ from = "Hall", to = "Room" }]\n`;
    const pending = outcomeOf(renamed + step, { className: "Room" }, { "index.ts": source }, renamed);
    assert.match(pending.kind === "refused" ? pending.reason : "", /is to get the objects of Hall/);
  });

  it("refuses a class that another Worker binds, and one that nobody knows", () => {
    const files = {
      "a/wrangler.toml": `name = "a"\n${exported("Room")}`,
      "b/wrangler.toml": `name = "b"\n${room}script_name = "a"\n`,
    };
    const { files: memory, project } = projectOf(files);
    const analysis = project.analyse(toFilePath("/w/a/wrangler.toml"));
    assert.ok(analysis);
    const refused = deleteObject(memory, { project, analysis }, { className: "Room" });
    assert.match(refused.kind === "refused" ? refused.reason : "", /The Worker b binds Room/);
    assert.equal(deleteObject(memory, { project, analysis }, { className: "Ghost" }).kind, "refused");
  });
});

/** What deleting `Room` comes to, in a project whose configuration was `committed`, if there is history. */
function outcomeOf(
  config: string,
  wanted: Deletion,
  code: Texts = { "index.ts": source },
  committed?: string,
): Deleted {
  const { files, project } = projectOf(
    { ...code, "wrangler.toml": config },
    committed === undefined ? undefined : { ...code, "wrangler.toml": committed },
  );
  const analysis = project.analyse(toFilePath("/w/wrangler.toml"));
  assert.ok(analysis);
  const result = deleteObject(files, { project, analysis }, wanted);
  if (result.kind === "edits") after.set(result, applyFileEdits(files, result.edits));
  return result;
}

const after = new WeakMap<Deleted, ReturnType<typeof applyFileEdits>>();

function configAfter(result: Deleted): string | undefined {
  return after.get(result)?.get(toFilePath("/w/wrangler.toml"));
}

interface Outcome {
  readonly config: string;
  readonly entry: string;
  readonly note: string;
  readonly problems: readonly string[];
}

/** Deletes `Room` from a project whose configuration was `committed`. */
function deleted(config: string, committed: string): Outcome {
  const texts = { "wrangler.toml": config, "index.ts": source };
  const before = { "wrangler.toml": committed, "index.ts": source };
  const { files, project } = projectOf(texts, before);
  const analysis = project.analyse(toFilePath("/w/wrangler.toml"));
  assert.ok(analysis);
  const result = deleteObject(files, { project, analysis }, { className: "Room" });
  if (result.kind !== "edits") assert.fail(JSON.stringify(result));
  const after = applyFileEdits(files, result.edits);
  const now = {
    "wrangler.toml": after.get(toFilePath("/w/wrangler.toml")) ?? config,
    "index.ts": after.get(toFilePath("/w/index.ts")) ?? source,
  };
  const problems = checkAll(projectOf(now, before).project).filter((each) => each.severity === "error");
  return {
    config: now["wrangler.toml"],
    entry: now["index.ts"],
    note: [result.loss ?? "", ...result.notes].join(" "),
    problems: problems.map((each) => each.message),
  };
}

describe("Delete class, in code,", () => {
  const config = head + room + exported("Room");
  const durable = `import { DurableObject } from "cloudflare:workers";\n`;
  const handler = `export default { fetch: () => new Response("ok") };\n`;
  const codeAfter = (code: Texts) => {
    const result = outcomeOf(config, { className: "Room", isDeployed: true }, code);
    assert.ok(result.kind === "edits", JSON.stringify(result));
    const changed = [...(after.get(result) ?? [])].map(([path, text]) => [path.replace("/w/", ""), text]);
    const { "wrangler.toml": _, ...rest } = Object.fromEntries(changed) as Readonly<Record<string, string | undefined>>;
    return { rest, notes: result.notes };
  };

  it("removes the class with its comment, and the import that only it has used", () => {
    const entry = `${durable}import { a } from "./a";\n\na();\n\n// Where people talk.\n/** A room. */\nexport class Room extends DurableObject<Room> {}\n\n${handler}`;
    const { rest, notes } = codeAfter({ "index.ts": entry, "a.ts": "export function a() {}\n" });
    assert.deepEqual(rest, { "index.ts": `import { a } from "./a";\n\na();\n\n${handler}` });
    assert.deepEqual(notes, []);
  });

  it("keeps an import that others use, and a comment that is not the class's", () => {
    const entry = `${durable}\n// Ours.\n\nexport class Room extends DurableObject {}\nexport class Hall extends DurableObject {}\n${handler}`;
    assert.deepEqual(codeAfter({ "index.ts": entry }).rest, {
      "index.ts": `${durable}\n// Ours.\n\nexport class Hall extends DurableObject {}\n${handler}`,
    });
  });

  it("deletes a file that holds nothing else", () => {
    const code = {
      "index.ts": `export { Room } from "./room";\n${handler}`,
      "room.ts": `${durable}\nexport class Room extends DurableObject {}\n`,
    };
    assert.deepEqual(codeAfter(code).rest, { "index.ts": handler, "room.ts": undefined });
    const imported = { ...code, "index.ts": `import "./room";\n${code["index.ts"]}` };
    assert.deepEqual(codeAfter(imported).rest, { "index.ts": `import "./room";\n${handler}` });
  });

  it("leaves what other code names, and says so", () => {
    const code = {
      "index.ts": `export { Room } from "./room";\n${handler}`,
      "room.ts": `${durable}\nexport class Room extends DurableObject {}\n`,
      "test/room.test.ts": `import { Room } from "../room";\nRoom.name;\n`,
    };
    const { rest, notes } = codeAfter(code);
    assert.deepEqual(rest, { "index.ts": handler });
    assert.match(notes.join(), /The code of Room stays/);
  });
});
