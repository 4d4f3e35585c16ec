import assert from "node:assert/strict";
import { check } from "../../../src/core/check.ts";
import type { TreeNode } from "../../../src/core/queries/tree/node.ts";
import { nodeTooltip } from "../../../src/core/queries/tree/tooltip.ts";
import { workerTree } from "../../../src/core/queries/tree/workerTree.ts";
import { at } from "../../support/memoryFiles.ts";
import { projectOf } from "../../support/project.ts";

const files = {
  "wrangler.jsonc": `{ "name": "chat", "main": "index.ts", "compatibility_date": "2026-11-01",
    "durable_objects": { "bindings": [
      { "name": "ROOM", "class_name": "Room" },
      { "name": "GHOST", "class_name": "Ghost" },
      { "name": "FAR", "class_name": "Far", "script_name": "far" }] },
    "containers": [{ "name": "box", "class_name": "Room", "image": "./Dockerfile" }],
    "migrations": [
      { "tag": "v1", "new_sqlite_classes": ["Room", "Ghost"] } ] }`,
  "index.ts": `import { Agent } from "agents";
/** Where people meet. */
export class Room extends Agent {
  /**
   * Lets a person in.
   * Twice is once.
   */
  join(user: string): number { return 1; }
  alarm() {}
}
export default {};
`,
};

describe("the tooltip of a node", () => {
  const { project } = projectOf(files);
  const analysis = project.analyse(at("wrangler.jsonc"));
  assert.ok(analysis);
  const problems = check(analysis);
  const root = workerTree(analysis, problems, "");

  const tooltip = (label: string): string => {
    const node = all(root).find((each) => each.label === label && each.kind !== "worker");
    assert.ok(node, label);
    return nodeTooltip(analysis, node, problems);
  };

  it("of a class has its comment, bindings, lifecycle and methods", () => {
    assert.equal(
      tooltip("Room"),
      [
        "**Room** — SQLite",
        "Where people meet.",
        "Bound as `env.ROOM`.",
        "- `v1` created with SQLite storage",
        "```ts\njoin(user: string): number\nalarm()\n```",
      ].join("\n\n"),
    );
  });

  it("of a method has its signature and comment; of a handler what calls it", () => {
    assert.equal(
      tooltip("join"),
      "```ts\njoin(user: string): number\n```\n\nLets a person in.\nTwice is once.\n\nCalled on an object over RPC.",
    );
    assert.match(tooltip("alarm"), /^```ts\nalarm\(\)\n```\n\nThe runtime calls it when the alarm is due/);
  });

  it("of a binding says where it leads; of a step how it is written", () => {
    assert.equal(tooltip("env.ROOM"), "**env.ROOM** — in chat\n\nLeads to the class `Room`.");
    assert.equal(tooltip("env.FAR"), "**env.FAR** — in chat\n\nLeads to the class `Far` of the Worker `far`.");
    assert.equal(
      tooltip("v1 created with SQLite storage"),
      `**Room** — v1 created with SQLite storage\n\n\`\`\`jsonc\n{ "tag": "v1", "new_sqlite_classes": ["Room", "Ghost"] } ] }\n\`\`\``,
    );
  });

  it("of a container has its image; of a base class who extends it", () => {
    assert.match(
      tooltip("box"),
      /^\*\*box\*\*\n\nThe container behind each object of `Room`\.\n\nImage: `\.\/Dockerfile`/,
    );
    assert.equal(tooltip("Agent"), "**Agent** — base class, of agents\n\n`Room` extends it.");
  });

  it("ends with what is wrong; of a Worker with all of it", () => {
    assert.match(tooltip("Ghost"), /\n\n---\n\n- .*Ghost/);
    const whole = nodeTooltip(analysis, root, problems);
    assert.match(
      whole,
      /^\*\*chat\*\*\n\n- Entry: `index\.ts`\n- Compatibility date: 2026-11-01\n- Lifecycle: `migrations`/,
    );
    assert.ok(whole.includes("\n\n---\n\n- "));
    // Nothing in this workspace says which wrangler it is.
    assert.ok(!/wrangler \d/.test(whole));
  });
});

function all(node: TreeNode): readonly TreeNode[] {
  return [node, ...node.children.flatMap(all)];
}
