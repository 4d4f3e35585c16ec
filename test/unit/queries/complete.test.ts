import assert from "node:assert/strict";
import { completionsAt } from "../../../src/core/queries/complete.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";

const entry = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {}
export class Lobby extends DurableObject {}
export default {};
`;

describe("completion in strings of a configuration", () => {
  it("class_name: the exported classes, first those that are not bound", () => {
    assert.deepEqual(
      labels(
        `[[durable_objects.bindings]]\nname = "A"\nclass_name = "Room"\n[[durable_objects.bindings]]\nname = "B"\nclass_name = "|"\n`,
      ),
      ["Lobby", "Room"],
    );
  });

  it("class_name beside script_name: the classes of that Worker", () => {
    assert.deepEqual(labels(`[[durable_objects.bindings]]\nname = "A"\nclass_name = "|"\nscript_name = "other"\n`), [
      "Game",
    ]);
  });

  it("script_name: the other Workers of the workspace", () => {
    assert.deepEqual(labels(`[[durable_objects.bindings]]\nname = "A"\nclass_name = "Game"\nscript_name = "|"\n`), [
      "other",
    ]);
  });

  it("tag: the next one; new classes: those that are not live; deleted ones: those that are", () => {
    const first = `[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n[[migrations]]\n`;
    assert.deepEqual(labels(`${first}tag = "|"\n`), ["v2"]);
    assert.deepEqual(labels(`${first}tag = "v2"\nnew_sqlite_classes = ["|"]\n`), ["Lobby"]);
    assert.deepEqual(labels(`${first}tag = "v2"\nrenamed_classes = [{ from = "|", to = "Lobby" }]\n`), ["Room"]);
  });

  it("exports: the words in TOML, the classes for renamed_to", () => {
    assert.deepEqual(labels(`[exports.Room]\ntype = "durable-object"\nstorage = "|"\n`), ["sqlite", "legacy-kv"]);
    assert.deepEqual(labels(`[exports.Old]\ntype = "durable-object"\nstate = "renamed"\nrenamed_to = "|"\n`), [
      "Room",
      "Lobby",
    ]);
  });

  it("works inside environments, and says nothing elsewhere", () => {
    assert.deepEqual(labels(`[[env.staging.durable_objects.bindings]]\nname = "A"\nclass_name = "|"\n`), [
      "Room",
      "Lobby",
    ]);
    assert.deepEqual(labels(`[vars]\nA = "|"\n`), []);
    assert.deepEqual(labels(`# class_name = "|"\n`), []);
  });
});

/** The labels offered at `|`, in a configuration that goes on from the Worker's name and entry. */
function labels(text: string): readonly string[] {
  const config = `name = "chat"\nmain = "index.ts"\n${text}`;
  const { project } = projectOf({
    "wrangler.toml": config.replace("|", ""),
    "index.ts": entry,
    "other/wrangler.toml": `name = "other"\nmain = "index.ts"\n[exports.Game]\ntype = "durable-object"\nstorage = "sqlite"\n`,
    "other/index.ts": entry.replace("Room", "Game").replace(/export class Lobby.*\n/, ""),
  });
  return completionsAt(project, toFilePath("/w/wrangler.toml"), config.indexOf("|")).map((each) => each.label);
}
