import assert from "node:assert/strict";
import { readLifecycle } from "../../../src/core/lifecycle/read.ts";
import { environmentOf, summaryOf } from "./support.ts";

const migrations = [{ tag: "v1", new_sqlite_classes: ["Room"] }];
const exports = { Hall: { type: "durable-object", storage: "legacy-kv" } };

function read(config: object, environment: string | null = null): { dialect: string; classes: readonly string[] } {
  const lifecycle = readLifecycle(environmentOf(config, environment));
  return { dialect: lifecycle.dialect, classes: summaryOf(lifecycle) };
}

describe("reading the lifecycle", () => {
  it("of migrations", () =>
    assert.deepEqual(read({ migrations }), { dialect: "migrations", classes: ["Room live sqlite"] }));

  it("of exports", () => {
    const states = {
      A: { type: "durable-object", storage: "sqlite" },
      B: { type: "durable-object", state: "created", storage: "legacy-kv" },
      C: { type: "durable-object", state: "deleted" },
      D: { type: "durable-object", state: "renamed", renamed_to: "A" },
      E: { type: "durable-object", state: "transferred", transferred_to: "other" },
      F: { type: "durable-object", state: "expecting-transfer", storage: "sqlite", transfer_from: "other" },
      G: { type: "workflow", name: "g" },
      H: { type: "durable-object", state: "live" },
    };
    assert.deepEqual(read({ exports: states }).classes, [
      "A live sqlite",
      "B live kv",
      "C deleted ?",
      "D renamed ?",
      "E transferred ?",
      "F expecting-transfer sqlite",
    ]);
  });

  it("of both takes exports", () => {
    assert.deepEqual(read({ migrations, exports }), { dialect: "both", classes: ["Hall live kv"] });
  });

  for (const nothing of [{}, { migrations: [] }, { exports: {} }, { migrations: null, exports: null }]) {
    it(`of ${JSON.stringify(nothing)} finds none`, () => {
      assert.deepEqual(read(nothing), { dialect: "none", classes: [] });
    });
  }

  it("takes other exports beside migrations for none of its business", () => {
    const workflow = { Signup: { type: "workflow", name: "signup" } };
    assert.deepEqual(read({ migrations, exports: workflow }).dialect, "migrations");
  });
});

describe("the lifecycle of an environment", () => {
  const cases: readonly [string, object, { dialect: string; classes: readonly string[] }][] = [
    ["inherits migrations", { migrations, env: { s: {} } }, { dialect: "migrations", classes: ["Room live sqlite"] }],
    ["inherits exports", { exports, env: { s: {} } }, { dialect: "exports", classes: ["Hall live kv"] }],
    [
      "replaces migrations as a whole",
      { migrations, env: { s: { migrations: [{ tag: "v1", new_classes: ["Hall"] }] } } },
      { dialect: "migrations", classes: ["Hall live kv"] },
    ],
    [
      "clears migrations by an empty array",
      { migrations, env: { s: { migrations: [] } } },
      { dialect: "none", classes: [] },
    ],
    ["clears exports by an empty object", { exports, env: { s: { exports: {} } } }, { dialect: "none", classes: [] }],
    [
      "inherits where its own value is null",
      { migrations, env: { s: { migrations: null } } },
      { dialect: "migrations", classes: ["Room live sqlite"] },
    ],
    [
      "meets inherited migrations with exports of its own",
      { migrations, env: { s: { exports } } },
      { dialect: "both", classes: ["Hall live kv"] },
    ],
    [
      "escapes them by an empty array",
      { migrations, env: { s: { exports, migrations: [] } } },
      { dialect: "exports", classes: ["Hall live kv"] },
    ],
  ];
  for (const [says, config, expected] of cases) {
    it(says, () => assert.deepEqual(read(config, "s"), expected));
  }

  it("does not reach the top level or another environment", () => {
    const config = { env: { s: { migrations }, t: {} } };
    assert.deepEqual(read(config).dialect, "none");
    assert.deepEqual(read(config, "t").dialect, "none");
  });
});
