import assert from "node:assert/strict";
import { config, entry, workspaces } from "./workspace.ts";

describe("--env", () => {
  const open = workspaces();
  const staging = `"env": {
    "staging": { "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Rom" }] } },
    "production": { "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] } }
  }`;
  const files = { "wrangler.jsonc": config(staging), "src/index.ts": entry };

  it("checks all environments unless some are named", async () => {
    const { workers, problems } = await open(files).json(["--rule", "do-missing-lifecycle=off"]);
    assert.deepEqual(workers[0]?.environments, ["staging", "production"]);
    assert.deepEqual(
      problems.map((problem) => [problem.rule, problem.environment]),
      [["bound-class-not-exported", "staging"]],
    );
  });

  it("checks only those that are named", async () => {
    const workspace = open(files);
    assert.deepEqual((await workspace.json(["--env", "production"])).problems, []);
    const both = await workspace.json(["--env", "production", "--env", "staging"]);
    assert.deepEqual(both.workers[0]?.environments, ["staging", "production"]);
    assert.notDeepEqual(both.problems, []);
  });

  it("leaves out Workers without a named one, and refuses a name that none has", async () => {
    const workspace = open({ ...files, "other/wrangler.jsonc": config(), "other/src/index.ts": entry });
    const { workers } = await workspace.json(["--env", "production"]);
    assert.deepEqual(
      workers.map((worker) => worker.config),
      ["wrangler.jsonc"],
    );
    const { code, err } = await workspace.run(["check", "--env", "stagin"]);
    assert.deepEqual(
      [code, err],
      [2, 'durable-objects: No configuration has an environment "stagin"; did you mean "staging"?\n'],
    );
  });

  it("shows what several environments inherit once, for none of them", async () => {
    const inherited = `"env": { "a": {}, "b": {} }, "migrations": "none"`;
    const text = config(inherited).replace(/ {2}"durable_objects".*\n/, "");
    const workspace = open({ "wrangler.jsonc": text, "src/index.ts": entry.replace(/env\.ROOM.*(?= })/, "1") });
    const shape = { rule: "migration-shape", environment: null };
    for (const words of [[], ["--env", "a"]]) {
      const { problems } = await workspace.json(words);
      assert.deepEqual(
        problems.filter((each) => each.severity === "error").map(({ rule, environment }) => ({ rule, environment })),
        [shape],
        words.join(" "),
      );
    }
  });

  it("keeps what is wrong with the file itself", async () => {
    const workspace = open({
      "wrangler.jsonc": config(`"env": { "a": {} }`).replace('"chat",', '"chat"'),
      "src/index.ts": entry,
    });
    const { problems } = await workspace.json(["--env", "a"]);
    assert.ok(problems.some(({ rule, environment }) => rule === "config-syntax" && environment === null));
  });
});
