import assert from "node:assert/strict";
import { check } from "../../../src/core/check.ts";
import { matrixOf } from "../../../src/core/queries/matrix.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import { projectOf } from "../../support/project.ts";

describe("the matrix of classes and environments", () => {
  it("says of each class how it stands in each environment", () => {
    assert.deepEqual(
      drawn(`{ "name": "chat", "main": "index.ts", "compatibility_date": "2026-11-01",
        "durable_objects": { "bindings": [
          { "name": "ROOM", "class_name": "Room" }, { "name": "FAR", "class_name": "Far", "script_name": "far" }] },
        "exports": { "Room": { "type": "durable-object", "storage": "sqlite" } },
        "env": {
          "staging": { "durable_objects": { "bindings": [{ "name": "R", "class_name": "Room" }] } },
          "preview": {},
          "broken": { "durable_objects": { "bindings": [{ "name": "R", "class_name": "Rum" }] } } } }`),
      [
        ["", "top level", "staging", "preview", "broken"],
        [
          "Room",
          "bound env.ROOM",
          "bound env.R",
          "inherited inherited, not bound +",
          "inherited inherited, not bound +",
        ],
        ["Far far", "bound env.FAR", "missing missing +", "missing missing +", "missing missing +"],
        ["Rum", "missing missing +", "missing missing +", "missing missing +", "problem env.R"],
      ],
    );
  });

  it("has one column for a Worker without environments, and offers nothing for classes that are gone", () => {
    assert.deepEqual(
      drawn(`{ "name": "chat", "main": "index.ts", "compatibility_date": "2026-11-01", "migrations": [
        { "tag": "v1", "new_sqlite_classes": ["Old", "Room"] }, { "tag": "v2", "deleted_classes": ["Old"] }] }`),
      [
        ["", "top level"],
        ["Room", "missing not bound +"],
        ["Old", "missing deleted"],
      ],
    );
  });

  it("says a cell to a screen reader with its class, environment and problems", () => {
    const { rows } = matrix(`{ "name": "a", "main": "index.ts", "compatibility_date": "2026-11-01",
      "durable_objects": { "bindings": [{ "name": "R", "class_name": "Rum" }] } }`);
    assert.match(
      rows.find((row) => row.className === "Rum")?.cells[0]?.spoken ?? "",
      /^Rum in top level: env\.R, \d problem/,
    );
  });
});

function drawn(config: string): readonly (readonly string[])[] {
  const { environments, rows } = matrix(config);
  return [
    ["", ...environments.map(({ label }) => label)],
    ...rows.map(({ className, script, cells }) => [
      [className, script].filter((each) => each !== undefined).join(" "),
      ...cells.map(({ state, text, canAdd }) => `${state} ${text}${canAdd ? " +" : ""}`),
    ]),
  ];
}

function matrix(config: string) {
  const entry = `import { DurableObject } from "cloudflare:workers";\nexport class Room extends DurableObject {}\nexport default {};\n`;
  const { project } = projectOf({ "wrangler.jsonc": config, "index.ts": entry });
  const analysis = project.analyse(toFilePath("/w/wrangler.jsonc"));
  assert.ok(analysis);
  return matrixOf(analysis, check(analysis));
}
