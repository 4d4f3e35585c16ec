import assert from "node:assert/strict";
import { checkAll, projectOf } from "../support/project.ts";

const binding = `[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"`;
const head = `name = "chat"\nmain = "index.ts"\ncompatibility_date = "2026-11-01"\n`;
const source = `export { Room } from "rooms";\nexport default {};\n`;

describe("disable comments", () => {
  it("without one the problem is there", () => {
    assert.deepEqual(rulesIn(head + binding), ["do-missing-lifecycle"]);
  });

  it("disable-next-line silences the line below it", () => {
    const text =
      head + binding.replace("class_name", "# durable-objects-disable-next-line do-missing-lifecycle\nclass_name");
    assert.deepEqual(rulesIn(text), []);
  });

  it("disable-line silences its own line, and takes a reason", () => {
    const text = `${head}${binding} # durable-objects-disable-line do-missing-lifecycle -- made by another configuration\n`;
    assert.deepEqual(rulesIn(text), []);
  });

  it("disable silences the whole file, for the rules it names or for all", () => {
    assert.deepEqual(rulesIn(`# durable-objects-disable do-missing-lifecycle, main-not-found\n${head}${binding}`), []);
    assert.deepEqual(rulesIn(`# durable-objects-disable\n${head}${binding}`), []);
  });

  it("another rule's name silences nothing, and neither does a word inside a sentence", () => {
    const text = head + binding.replace("class_name", "# durable-objects-disable-next-line main-not-found\nclass_name");
    assert.deepEqual(rulesIn(text), ["do-missing-lifecycle"]);
    assert.deepEqual(rulesIn(`# see durable-objects-disable in the handbook\n${head}${binding}`), [
      "do-missing-lifecycle",
    ]);
  });

  it("works in JSONC", () => {
    const text = `{ "name": "chat", "main": "index.ts", "compatibility_date": "2026-11-01",
      // durable-objects-disable-next-line
      "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] } }`;
    assert.deepEqual(rulesIn(text, "wrangler.jsonc"), []);
  });

  it("works in source", () => {
    const config = `${head.replace("2026-11-01", "2025-01-01")}[exports.Room]\ntype = "durable-object"\nstorage = "sqlite"\n`;
    const use = (comment: string) =>
      `export { Room } from "rooms";\nexport default { fetch(request, env, ctx) {\n${comment}\nreturn ctx.exports.Room.getByName(request.url).fetch(request);\n} };\n`;
    assert.deepEqual(rulesIn(config, "wrangler.toml", use("")), ["ctx-exports-unavailable"]);
    assert.deepEqual(
      rulesIn(config, "wrangler.toml", use("// durable-objects-disable-next-line ctx-exports-unavailable")),
      [],
    );
    assert.deepEqual(
      rulesIn(config, "wrangler.toml", use("/* durable-objects-disable-next-line ctx-exports-unavailable */")),
      [],
    );
  });
});

function rulesIn(config: string, name = "wrangler.toml", entry = source): readonly string[] {
  const { project } = projectOf({ [name]: config, "index.ts": entry });
  return checkAll(project)
    .filter((each) => each.severity !== "hint")
    .map((each) => each.rule);
}
