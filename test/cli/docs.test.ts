import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { rules } from "../../src/core/rules/index.ts";
import { readCheckArguments } from "../../src/node/cli/arguments.ts";
import { badWorker, workspaces } from "./workspace.ts";

describe("docs/ci.md", () => {
  const open = workspaces();
  const page = readFileSync("docs/ci.md", "utf8");
  const commands = [...page.matchAll(/npx durable-objects check(.*)/g)].map((match) => match[1] ?? "");

  it("shows commands that are understood", () => {
    assert.ok(commands.length > 8);
    const ids = rules.map((rule) => rule.id);
    for (const command of commands) {
      const words = command
        .replace(/ >.*/, "")
        .replaceAll('"', "")
        .split(" ")
        .filter((word) => word !== "");
      assert.ok(readCheckArguments(words, ids), command);
    }
  });

  it("turns the JSON into GitLab's report", async () => {
    const script = /```js code-quality\.mjs\n([^]*?)```/.exec(page)?.[1] ?? "";
    const workspace = open({ ...badWorker, "code-quality.mjs": script });
    workspace.write("report.json", (await workspace.run(["check", "--format", "json"])).out);
    const words = ["code-quality.mjs", "report.json"];
    const { stdout } = spawnSync(process.execPath, words, { cwd: workspace.root, encoding: "utf8" });
    const [first]: Record<string, unknown>[] = JSON.parse(stdout);
    const { fingerprint, description, ...rest } = first ?? {};
    assert.match(String(fingerprint), /^[0-9a-f]{64}$/);
    assert.match(String(description), /^The class Rom/);
    assert.deepEqual(rest, {
      check_name: "bound-class-not-exported",
      severity: "critical",
      location: { path: "wrangler.jsonc", lines: { begin: 5 } },
    });
  });
});
