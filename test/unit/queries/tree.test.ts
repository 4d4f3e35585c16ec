import assert from "node:assert/strict";
import { check } from "../../../src/core/check.ts";
import { workerTree } from "../../../src/core/queries/tree/workerTree.ts";
import type { TreeNode } from "../../../src/core/queries/tree/node.ts";
import { withoutCode } from "../../../src/core/queries/withoutCode.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";

const room = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  async fetch() { return new Response("hi"); }
  async alarm() {}
  join(user: string): number { return 1; }
  #secret() {}
}
export class Draft extends DurableObject {}
export default { fetch: () => new Response() };
`;

describe("the tree", () => {
  it("shows a class with its bindings, lifecycle, handlers and methods", () => {
    const config = `name = "chat"
main = "src/index.ts"
compatibility_date = "2026-11-01"
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"
[[migrations]]
tag = "v1"
new_sqlite_classes = ["Lobby"]
[[migrations]]
tag = "v2"
renamed_classes = [{ from = "Lobby", to = "Room" }]
`;
    assert.equal(
      drawn({ "wrangler.toml": config, "src/index.ts": room }),
      `worker chat
  class Room | SQLite
    binding env.ROOM | binding
    step v2 renamed from Lobby
    handler fetch | ()
    handler alarm | ()
    method join | (user: string): number
  class Draft | not declared
  class Lobby | SQLite · renamed
    step v1 created with SQLite storage
    step v2 renamed to Room
`,
    );
  });

  it("shows environments only where there are named ones, with what they inherit", () => {
    const config = `{ "name": "chat", "main": "src/index.ts", "compatibility_date": "2026-11-01",
      "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
      "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } },
      "env": { "staging": {} } }`;
    assert.equal(
      drawn({ "wrangler.jsonc": config, "src/index.ts": `export { Room } from "rooms";\n` }, ["step"]),
      `worker chat (1)
  environment top level | chat
    class Room | SQLite
      binding env.ROOM | binding
  environment staging | chat-staging (inherited)
    class Room | SQLite (inherited)
`,
    );
  });

  it("shows classes of other Workers, and other Workers' bindings to a class", () => {
    const files = {
      "rooms/wrangler.jsonc": `{ "name": "rooms", "main": "index.ts", "compatibility_date": "2026-11-01",
        "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } } }`,
      "rooms/index.ts": `export { Room } from "rooms-lib";\nexport default {};\n`,
      "wrangler.jsonc": `{ "name": "site", "durable_objects": { "bindings": [
        { "name": "ROOM", "class_name": "Room", "script_name": "rooms" }] } }`,
    };
    assert.equal(drawn(files), "worker site\n  class Room | SQLite · in rooms\n    binding env.ROOM | binding\n");
    assert.equal(
      drawn(files, [], "rooms/wrangler.jsonc"),
      "worker rooms | rooms\n  class Room | SQLite\n    remoteBinding env.ROOM | in site\n    step created with SQLite storage | exports\n",
    );
  });

  it("shows the classes of the code that nobody exports, but not what others are made of", () => {
    const files = {
      "wrangler.jsonc": `{ "name": "chat", "main": "index.ts", "compatibility_date": "2026-11-01" }`,
      "index.ts": `import "./parts";\nexport { Inner as Outer } from "./parts";\nexport default {};\n`,
      "parts.ts": `import { DurableObject } from "cloudflare:workers";
        class Base extends DurableObject {}
        export class Inner extends Base {}
        abstract class Draft extends DurableObject {}
        class Forgotten extends DurableObject { print() {} }`,
    };
    assert.equal(
      drawn(files),
      "worker chat\n  class Outer | not declared\n  class Forgotten | not exported\n    method print | ()\n",
    );
  });

  it("shows what a class inherits from the project's own classes", () => {
    const files = {
      "wrangler.jsonc": `{ "name": "chat", "main": "index.ts", "compatibility_date": "2026-11-01" }`,
      "index.ts": `import { DurableObject } from "cloudflare:workers";
        class Base extends DurableObject { join(id: string) {} say() {} alarm() {} }
        export class Room extends Base { say(text: string) {} }
        export default {};`,
    };
    assert.equal(
      drawn(files),
      `worker chat
  class Room | not declared
    method say | (text: string)
    method join | (id: string) · Base
    handler alarm | () · Base
`,
    );
  });

  it("shows bindings of another environment to a class, and the steps of the top level as inherited", () => {
    const config = `{ "name": "chat", "main": "index.ts", "compatibility_date": "2026-11-01",
      "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
      "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Room"] }],
      "env": { "staging": { "durable_objects": { "bindings": [
        { "name": "OWN", "class_name": "Room" }, { "name": "FAR", "class_name": "Room", "script_name": "chat" }] } } } }`;
    assert.equal(
      drawn({ "wrangler.jsonc": config, "index.ts": `export { Room } from "rooms";\n` }),
      `worker chat (1)
  environment top level | chat
    class Room | SQLite
      binding env.ROOM | binding
      remoteBinding env.FAR | in chat-staging
      step v1 created with SQLite storage
  environment staging | chat-staging
    class Room | SQLite
      binding env.OWN | binding
      step v1 created with SQLite storage (inherited)
    class Room | SQLite · in chat
      binding env.FAR | binding
`,
    );
  });

  it("counts a problem once at the class it is about, and at the Worker", () => {
    const config = `{ "name": "chat", "main": "src/index.ts", "compatibility_date": "2026-11-01",
      "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
      "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } } }`;
    const files = { "wrangler.jsonc": config, "src/index.ts": `export default {};\n` };
    assert.equal(drawn(files, ["binding", "step"]), "worker chat (1)\n  class Room | SQLite · not exported (1)\n");
  });

  it("is there from the configuration alone, without a look at code or other Workers", () => {
    const config = `{ "name": "chat", "main": "src/index.ts",
      "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] },
      "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } } }`;
    const { project, files } = projectOf({
      "wrangler.jsonc": config,
      "other/wrangler.jsonc": config,
      "src/index.ts": room,
    });
    const analysis = project.analyse(toFilePath("/w/wrangler.jsonc"));
    assert.ok(analysis);
    files.resetCounts();
    const root = workerTree(withoutCode(analysis), [], "");
    assert.equal(draw(root, ["step"], ""), "worker chat\n  class Room | SQLite\n    binding env.ROOM | binding\n");
    assert.deepEqual(
      files.reads.filter((path) => path.endsWith(".ts") || path.includes("/other/")),
      [],
    );
    assert.equal(root.id, workerTree(analysis, [], "").id);
  });

  it("gives a node the same id whatever is written around it", () => {
    const before = idsOf(`name = "chat"\n[[durable_objects.bindings]]\nname = "A"\nclass_name = "Room"\n`);
    const after = idsOf(
      `# a comment\nname = "chat"\nmain = "x.ts"\n[[durable_objects.bindings]]\nname = "A"\nclass_name = "Room"\n`,
    );
    assert.deepEqual(before, after);
  });
});

function drawn(files: Readonly<Record<string, string>>, without: readonly string[] = [], name = ""): string {
  const config = name === "" ? (Object.keys(files).findLast((each) => each.startsWith("wrangler")) ?? "") : name;
  return draw(rootOf(files, config), without, "");
}

function rootOf(files: Readonly<Record<string, string>>, name: string): TreeNode {
  const { project } = projectOf(files);
  const analysis = project.analyse(toFilePath(`/w/${name}`));
  assert.ok(analysis);
  return workerTree(analysis, check(analysis), name.includes("/") ? name.split("/")[0]! : "");
}

function draw(node: TreeNode, without: readonly string[], indent: string): string {
  if (without.includes(node.kind)) return "";
  const description = node.description === "" ? "" : ` | ${node.description}`;
  const marks = `${node.problems === 0 ? "" : ` (${node.problems})`}${node.isInherited ? " (inherited)" : ""}`;
  const children = node.children.map((child) => draw(child, without, `${indent}  `)).join("");
  return `${indent}${node.kind} ${node.label}${description}${marks}\n${children}`;
}

function idsOf(config: string): readonly string[] {
  const all = (node: TreeNode): readonly string[] => [node.id, ...node.children.flatMap(all)];
  return all(rootOf({ "wrangler.toml": config }, "wrangler.toml"));
}
