import assert from "node:assert/strict";
import { workerTree } from "../../../src/core/queries/tree/workerTree.ts";
import type { TreeNode } from "../../../src/core/queries/tree/node.ts";
import type { TreeItem } from "../../../src/protocol.ts";
import { type Branch, TreeModel } from "../../../src/vscode/views/treeModel.ts";
import { at } from "../../support/memoryFiles.ts";
import { projectOf } from "../../support/project.ts";

const config = `name = "chat"
main = "room.ts"
[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"
`;

const room = `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  async fetch() { return new Response("hi"); }
  join(user: string) { return 1; }
}
export default { fetch: () => new Response() };
`;

describe("the branches of the tree", () => {
  it("stay, and are not drawn again, where an edit changes nothing that they show", () => {
    const tree = new Tree({ "wrangler.toml": config, "room.ts": room });
    const before = tree.branches();
    assert.deepEqual(tree.edit("room.ts", "return 1;", "return 12 + 3;"), []);
    assert.deepEqual(tree.edit("room.ts", "import {", "// A comment.\nimport {"), []);
    assert.deepEqual(tree.edit("wrangler.toml", `name = "chat"\n`, `\n\nname = "chat"\n`), []);
    assert.deepEqual(tree.branches(), before);
  });

  it("stay where others come and go beside them: only the parent is drawn again", () => {
    const tree = new Tree({ "wrangler.toml": config, "room.ts": room });
    const join = tree.find("join");
    assert.deepEqual(tree.edit("room.ts", "  async fetch", "  first() {}\n  async fetch"), ["Room"]);
    assert.equal(tree.find("join"), join);
    assert.equal(join.parent, tree.find("Room"));
    const binding = tree.find("env.ROOM");
    assert.deepEqual(
      tree.edit("wrangler.toml", `[[durable`, `[[durable_objects.bindings]]\nname = "A"\n[[durable`),
      [],
    );
    assert.deepEqual(tree.edit("wrangler.toml", `name = "A"\n`, `name = "A"\nclass_name = "Room"\n`), ["Room"]);
    assert.equal(tree.find("env.ROOM"), binding);
    assert.deepEqual(tree.edit("room.ts", "  first() {}\n", ""), ["Room"]);
    assert.equal(tree.find("join"), join);
  });

  it("are drawn one by one where only their own text is another", () => {
    const tree = new Tree({ "wrangler.toml": config, "room.ts": room });
    assert.deepEqual(tree.edit("room.ts", "user: string", "user: string, age: number"), ["join"]);
    assert.deepEqual(tree.edit("wrangler.toml", `"chat"`, `"talk"`), ["talk"]);
  });

  it("survive every keystroke of a new method, the broken text in between included", () => {
    const tree = new Tree({ "wrangler.toml": config, "room.ts": room });
    const kept = ["Room", "env.ROOM", "fetch", "join"].map((label) => tree.find(label));
    let typed = "";
    for (const letter of `\n  say(text: string) { return this.x("a`) {
      tree.edit("room.ts", `return 1; }${typed}`, `return 1; }${typed}${letter}`);
      typed += letter;
      assert.deepEqual(
        ["Room", "env.ROOM", "fetch", "join"].map((label) => tree.find(label)),
        kept,
        typed,
      );
    }
  });

  it("of other Workers are left alone; the list is drawn again only where Workers come or go", () => {
    const files = { "a/wrangler.toml": `name = "a"\n`, "b/wrangler.toml": `name = "b"\n` };
    const tree = new Tree(files);
    assert.deepEqual(tree.edit("b/wrangler.toml", `"b"`, `"c"`), ["c"]);
    const [a] = tree.model.roots;
    assert.deepEqual(tree.model.update([], [tree.model.roots[1]!.id]), [undefined]);
    assert.deepEqual(tree.model.roots, [a]);
  });
});

describe("a root that is sent twice at once", () => {
  it("is one branch, as it was sent last", () => {
    const tree = new Tree({ "wrangler.toml": config, "room.ts": room });
    const [root] = tree.model.roots;
    assert.ok(root);
    const model = new TreeModel();
    model.update([root.item, { ...root.item, label: "again" }], []);
    assert.deepEqual(
      model.roots.map(({ item }) => item.label),
      ["again"],
    );
  });
});

/** A project whose tree is fed to the view's model after every edit, as the server does. */
class Tree {
  readonly model = new TreeModel();
  readonly #parts: ReturnType<typeof projectOf>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#parts = projectOf(files);
    this.#feed();
  }

  /** Replaces a text in a file. Returns the labels of what is drawn again; `(list)` for the list of Workers. */
  edit(name: string, from: string, to: string): readonly string[] {
    const { files, project } = this.#parts;
    const before = files.readFile(at(name)) ?? "";
    assert.ok(before.includes(from), from);
    project.fileChanged(
      files.write(
        name,
        before.replace(from, () => to),
      ),
    );
    return this.#feed();
  }

  find(label: string): Branch {
    const found = this.branches().find(({ item }) => item.label === label);
    assert.ok(found, label);
    return found;
  }

  branches(): readonly Branch[] {
    return [...this.model.all];
  }

  #feed(): readonly string[] {
    const { project } = this.#parts;
    const roots = project.configs.flatMap((path) => {
      const analysis = project.analyse(path);
      return analysis === undefined ? [] : [toItem(workerTree(analysis, [], ""))];
    });
    return this.model.update(roots, []).map((branch) => branch?.item.label ?? "(list)");
  }
}

/** A node as it is sent, without its place. */
function toItem({ place: _, alsoAt: __, children, subject, ...node }: TreeNode): TreeItem {
  const { config: configPath, ...names } = subject;
  return { ...node, location: null, children: children.map(toItem), subject: { configPath, ...names } };
}
