import assert from "node:assert/strict";
import { editDocument, parseDocument } from "../../../src/core/config/document.ts";
import { nodeAt, toValue } from "../../../src/core/config/tree.ts";
import { applyEdits } from "../../../src/core/text/edits.ts";
import { checkAll, projectOf } from "../../support/project.ts";

const parse = (text: string) => parseDocument(text, "typescript");

const room = `export class Room {}\nexport default {};\n`;

function problemsIn(config: string, source = room): readonly string[] {
  const { project, files } = projectOf({ "cloudflare.config.ts": config, "src/index.ts": source });
  const found = checkAll(project).filter(({ severity }) => severity !== "hint");
  return found.map(({ rule, path, span }) => `${rule} ${files.readFile(path)?.slice(span.start, span.end)}`);
}

describe("cloudflare.config.ts", () => {
  it("is read as what wrangler makes of it", () => {
    const { root, isPartial } = parse(`
      import { defineWorker, exports } from "@cloudflare/config";
      const name = "chat" as const;
      export default {
        worker: defineWorker({
          name,
          entrypoint: "./src/index.ts",
          compatibilityDate: "2026-11-01",
          env: { ROOM: { type: "durable-object", worker: name, exportName: "Room" }, CACHE: { type: "kv" } },
          exports: {
            Room: exports.durableObject({ storage: "sqlite" }),
            Old: { type: "durable-object", state: "renamed", renamedTo: "Room" },
          },
        }),
        containers: [{ name: "runner", className: "Room" }],
      } satisfies Config;
    `);
    assert.equal(isPartial, undefined);
    assert.deepEqual(toValue(root), {
      name: "chat",
      main: "./src/index.ts",
      compatibility_date: "2026-11-01",
      durable_objects: { bindings: [{ name: "ROOM", script_name: "chat", class_name: "Room" }] },
      vars: { CACHE: { type: "kv" } },
      exports: {
        Room: { type: "durable-object", storage: "sqlite" },
        Old: { type: "durable-object", state: "renamed", renamed_to: "Room" },
      },
      containers: [{ name: "runner", class_name: "Room" }],
    });
  });

  for (const [title, text] of [
    ["a spread", 'export default { worker: { ...base, name: "chat" } };'],
    ["a call", "export default { worker: makeWorker() };"],
    ["a function", 'export default { worker: ({ mode }) => ({ name: "chat" }) };'],
    ["a computed value", "export default { worker: { name: process.env.NAME } };"],
    ["no default export", 'export const worker = { name: "chat" };'],
    ["a syntax error", 'export default { worker: { name: "chat", '],
  ] as const) {
    it(`is partial with ${title}`, () => assert.equal(parse(text).isPartial, true));
  }

  it("is held against the code, and a mistake stands where it is written", () => {
    const config = (name: string, storage: string): string =>
      `export default { worker: { name: "chat", entrypoint: "./src/index.ts", compatibilityDate: "2026-11-01",
        env: { ROOM: { type: "durable-object", worker: "chat", exportName: "${name}" } },
        exports: { Room: { type: "durable-object", storage: ${storage} } } } };`;
    const use = `export class Room {}\nexport default { fetch: (request, env) => env.ROOM.getByName("a").fetch(request) };`;
    assert.deepEqual(problemsIn(config("Room", '"sqlite"'), use), []);
    assert.deepEqual(problemsIn(config("Rom", '"sqlite"'), use), ['bound-class-not-exported-self-script "Rom"']);
    assert.deepEqual(problemsIn(config("Room", '"kv"'), use), ['exports-storage-required "kv"']);
    assert.deepEqual(problemsIn(config("Room", "storage()"), use), []);
  });

  it("is spoken of in its own words", () => {
    const { project } = projectOf({
      "cloudflare.config.ts": `export default { worker: { name: "chat", entrypoint: "./gone.ts", compatibilityDate: "2026-11-01",
        env: { ROOM: { type: "durable-object", worker: "chat" } },
        exports: {
          Old: { type: "durable-object", state: "renamed" },
          Room: { type: "durable-object", storage: "sqlite", renamed_to: "Hall" } } } };`,
    });
    const said = checkAll(project).map(({ message }) => message.split(/,| but/)[0]);
    assert.deepEqual(said, [
      "`entrypoint` names ./gone.ts",
      "This binding has no string `exportName`",
      "Old is renamed",
      "`renamed_to` is not allowed in an `exports` entry whose state is `created`",
    ]);
    const titles = checkAll(project).flatMap(({ fixes }) => fixes.map(({ title }) => title));
    assert.ok(titles.includes("Remove `renamed_to`"), titles.join());
  });

  it("says nothing of names that a computed part may give", () => {
    const source = `export default { fetch: (request, env) => env.ROOM.getByName("a").fetch(request) };`;
    const config = `export default { worker: { name: "chat", entrypoint: "./src/index.ts", env: { ...shared } } };`;
    assert.deepEqual(problemsIn(config, source), []);
  });

  it("has plain strings replaced, and nothing else", () => {
    const text = `export default { worker: { exports: { Room: { type: 'durable-object', storage: 'kv' } } } };`;
    const document = parse(text);
    const set = editDocument(document, [{ kind: "set", path: ["exports", "Room", "storage"], value: "sqlite" }]);
    assert.equal(set && applyEdits(text, set), text.replace("'kv'", "'sqlite'"));
    assert.equal(nodeAt(document.root, ["exports", "Room"])?.kind, "object");
    assert.equal(editDocument(document, [{ kind: "remove", path: ["exports", "Room"] }]), undefined);
    assert.equal(editDocument(document, [{ kind: "set", path: ["exports", "New"], value: {} }]), undefined);
  });
});
