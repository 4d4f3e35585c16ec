import assert from "node:assert/strict";
import { foldsOf, outlineOf, type OutlineItem } from "../../../src/core/queries/outline.ts";
import { LineMap } from "../../../src/core/text/lineMap.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";

const text = `# One
# two
name = "chat"
compatibility_flags = [
  "nodejs_compat",
]

[[durable_objects.bindings]]
name = "ROOM"
class_name = "Room"

[env.staging.vars]
A = 1
[[migrations]]
tag = "v1"
`;

describe("the outline of a TOML configuration", () => {
  const { project } = projectOf({ "wrangler.toml": text, "wrangler.json": `{ "name": "a" }` });
  const path = toFilePath("/w/wrangler.toml");

  it("is the tree that wrangler reads, items by their names", () => {
    assert.deepEqual(
      outlineOf(project, path).flatMap((each) => drawn(each)),
      [
        "name: chat",
        "compatibility_flags",
        "  0: nodejs_compat",
        "durable_objects",
        "  bindings",
        "    ROOM",
        "      name: ROOM",
        "      class_name: Room",
        "env",
        "  staging",
        "    vars",
        "      A: 1",
        "migrations",
        "  v1",
        "    tag: v1",
      ],
    );
    for (const item of all(outlineOf(project, path)))
      for (const child of item.children)
        assert.ok(item.span.start <= child.span.start, `${child.name} in ${item.name}`);
  });

  it("folds sections, values over several lines and comments", () => {
    const lines = new LineMap(text);
    assert.deepEqual(
      foldsOf(project, path)
        .map(({ span }) => [lines.positionAt(span.start).line, lines.positionAt(span.end).line])
        .toSorted(([a = 0], [b = 0]) => a - b),
      [
        [0, 1],
        [3, 5],
        [7, 9],
        [11, 12],
        [13, 14],
      ],
    );
  });

  it("is left to the editor in JSON", () => {
    assert.deepEqual(outlineOf(project, toFilePath("/w/wrangler.json")), []);
  });
});

function drawn({ name, detail, children }: OutlineItem): readonly string[] {
  const line = detail === "" ? name : `${name}: ${detail}`;
  return [line, ...children.flatMap((child) => drawn(child).map((each) => `  ${each}`))];
}

function all(items: readonly OutlineItem[]): readonly OutlineItem[] {
  return items.flatMap((item) => [item, ...all(item.children)]);
}
