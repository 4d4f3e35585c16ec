import assert from "node:assert/strict";
import { chmodSync, symlinkSync } from "node:fs";
import { badWorker, config, entry, goodWorker, workspaces } from "./workspace.ts";

describe("paths on the command line", () => {
  const open = workspaces();

  function under(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  }

  it("checks every configuration of a folder, but those of packages and builds", async () => {
    const workspace = open({
      ...under("apps/a", goodWorker),
      ...under("apps/b", goodWorker),
      ...under("node_modules/x", badWorker),
      ...under("dist", badWorker),
    });
    const { workers } = await workspace.json();
    assert.deepEqual(
      workers.map((worker) => worker.config),
      ["apps/a/wrangler.jsonc", "apps/b/wrangler.jsonc"],
    );
  });

  it("checks one configuration that is named, and each only once", async () => {
    const workspace = open({ ...under("a b", goodWorker), ...under("c", goodWorker) });
    const { workers } = await workspace.json(["a b/wrangler.jsonc", "a b"]);
    assert.deepEqual(workers, [
      { config: "a b/wrangler.jsonc", name: "chat", entry: "a b/src/index.ts", environments: [] },
    ]);
  });

  it("shows paths from the current folder", async () => {
    const workspace = open({ ...badWorker, "docs/readme": "" });
    const { problems } = await workspace.json([".."], { folder: "docs" });
    assert.equal(problems[0]?.file, "../wrangler.jsonc");
  });

  it("sees Workers of all given paths together, and shows a problem of a shared module once", async () => {
    const shared = entry.replace("export class Room extends DurableObject {}", "export const Room = 1;");
    const workspace = open({ "wrangler.jsonc": config(), "wrangler.b.jsonc": config(), "src/index.ts": shared });
    const { problems, workers } = await workspace.json();
    assert.equal(workers.length, 2);
    assert.deepEqual(
      problems.map((problem) => `${problem.rule} ${problem.file}`),
      ["export-not-a-class src/index.ts"],
    );
  });

  it("shows a problem of a shared module as severe as the strictest configuration has it", async () => {
    const shared = entry.replace("export class Room extends DurableObject {}", "export const Room = 1;");
    const workspace = open({ "wrangler.e2e.jsonc": config(), "wrangler.jsonc": config(), "src/index.ts": shared });
    const { problems } = await workspace.json();
    assert.deepEqual(
      problems.map(({ rule, severity }) => `${severity} ${rule}`),
      ["error export-not-a-class"],
    );
    assert.equal((await workspace.run(["check"])).code, 1);
  });

  it("says that a configuration cannot be read", async () => {
    const workspace = open(goodWorker);
    chmodSync(workspace.root, 0o755);
    chmodSync(workspace.path("wrangler.jsonc"), 0);
    const isRoot = process.getuid?.() === 0;
    // Nothing is closed to root, so another user has to try.
    if (isRoot) process.seteuid?.(65_534);
    const { code, err } = await workspace.run(["check"]);
    if (isRoot) process.seteuid?.(0);
    assert.equal(code, 2);
    assert.match(err, /wrangler\.jsonc cannot be read\.\n$/);
  });

  it("follows no link to a folder, as it could lead in a circle", async () => {
    const workspace = open(goodWorker);
    symlinkSync(workspace.root, workspace.path("loop"), "dir");
    assert.equal((await workspace.json()).workers.length, 1);
  });

  it("gives one clear problem at most for files that are no text", async () => {
    const workspace = open({
      "empty/wrangler.toml": "",
      "binary/wrangler.toml": Buffer.from([0, 255, 254, 1, 2, 3, 200]),
      "utf16/wrangler.jsonc": Buffer.from("\uFEFF{}", "utf16le"),
      "large/wrangler.toml": `# ${"x".repeat(5_000_000)}`,
      "half/wrangler.toml": "name = ",
    });
    const { problems } = await workspace.json();
    for (const name of ["empty", "binary", "utf16", "large", "half"]) {
      const own = problems.filter((problem) => problem.file.startsWith(name) && problem.severity !== "hint");
      assert.ok(own.length <= 1, `${name}: ${own.map((problem) => problem.rule).join(", ")}`);
    }
  });
});
