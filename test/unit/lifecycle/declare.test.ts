import assert from "node:assert/strict";
import { convertToExports } from "../../../src/core/lifecycle/convert.ts";
import { declareClasses, deleteClass, renameClass } from "../../../src/core/lifecycle/declare.ts";
import { workerOf } from "./support.ts";

const migrations = [{ tag: "v1", new_classes: ["Room"] }];
const exports = { Room: { type: "durable-object", storage: "legacy-kv" } };
const oldWrangler = { "node_modules/wrangler/package.json": `{ "version": "4.106.0" }` };

describe("declaring a class", () => {
  it("adds a migration where there are some", () => {
    assert.deepEqual(declareClasses(workerOf({ migrations }), ["A", "B"]), [
      { kind: "append", path: ["migrations"], value: { tag: "v2", new_sqlite_classes: ["A", "B"] } },
    ]);
  });

  it("adds entries where there are some, or where there is nothing", () => {
    const expected = [{ kind: "set", path: ["exports", "A"], value: { type: "durable-object", storage: "sqlite" } }];
    assert.deepEqual(declareClasses(workerOf({ exports }), ["A"]), expected);
    assert.deepEqual(declareClasses(workerOf({}), ["A"]), expected);
  });

  const first = [{ kind: "append", path: ["migrations"], value: { tag: "v1", new_sqlite_classes: ["A"] } }];

  it("begins with a migration where wrangler knows no exports", () => {
    assert.deepEqual(declareClasses(workerOf({}, undefined, oldWrangler), ["A"]), first);
  });

  it("begins with a migration where an environment has some, which would inherit exports", () => {
    assert.deepEqual(declareClasses(workerOf({ env: { s: { migrations } } }), ["A"]), first);
    assert.deepEqual(declareClasses(workerOf({ migrations: [] }), ["A"]), first);
  });
});

describe("retiring a class", () => {
  it("by a migration", () => {
    const worker = workerOf({ migrations });
    assert.deepEqual(deleteClass(worker, "Room"), [
      { kind: "append", path: ["migrations"], value: { tag: "v2", deleted_classes: ["Room"] } },
    ]);
    assert.deepEqual(renameClass(worker, "Room", "Hall"), [
      { kind: "append", path: ["migrations"], value: { tag: "v2", renamed_classes: [{ from: "Room", to: "Hall" }] } },
    ]);
  });

  it("by a tombstone, which hands the storage on", () => {
    const worker = workerOf({ exports });
    assert.deepEqual(deleteClass(worker, "Room"), [
      { kind: "set", path: ["exports", "Room"], value: { type: "durable-object", state: "deleted" } },
    ]);
    assert.deepEqual(renameClass(worker, "Room", "Hall"), [
      {
        kind: "set",
        path: ["exports", "Room"],
        value: { type: "durable-object", state: "renamed", renamed_to: "Hall" },
      },
      { kind: "set", path: ["exports", "Hall"], value: { type: "durable-object", storage: "legacy-kv" } },
    ]);
  });
});

describe("converting migrations", () => {
  const remove = { kind: "remove", path: ["migrations"] };
  const live = (name: string, storage: string): object => ({
    kind: "set",
    path: ["exports", name],
    value: { type: "durable-object", storage },
  });
  const steps = [
    { tag: "v1", new_classes: ["A"], new_sqlite_classes: ["B", "C"] },
    { tag: "v2", renamed_classes: [{ from: "A", to: "D" }], deleted_classes: ["B"] },
  ];

  it("keeps what is live, with its storage, and nothing of what is retired", () => {
    assert.deepEqual(convertToExports(workerOf({ migrations: steps })), [
      remove,
      live("C", "sqlite"),
      live("D", "legacy-kv"),
    ]);
  });

  it("makes tombstones of what migrations retire that are not committed", () => {
    const worker = workerOf({ migrations: steps }, { migrations: steps.slice(0, 1) });
    assert.deepEqual(convertToExports(worker), [
      remove,
      {
        kind: "set",
        path: ["exports", "A"],
        value: { type: "durable-object", state: "renamed", renamed_to: "D" },
      },
      { kind: "set", path: ["exports", "B"], value: { type: "durable-object", state: "deleted" } },
      live("C", "sqlite"),
      live("D", "legacy-kv"),
    ]);
  });

  it("makes none of a class that never was committed", () => {
    const created = [...steps, { tag: "v3", new_sqlite_classes: ["E"] }, { tag: "v4", deleted_classes: ["E"] }];
    const names = convertToExports(workerOf({ migrations: created }, { migrations: steps })).map(({ path }) => path[1]);
    assert.deepEqual(names, [undefined, "C", "D"]);
  });
});
