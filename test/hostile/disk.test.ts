import assert from "node:assert/strict";
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FileSystem } from "../../src/core/ports.ts";
import { toFilePath } from "../../src/core/text/path.ts";
import { diskFiles } from "../../src/node/fileSystem.ts";
import { badWorker, goodWorker, workspaces, type JsonReport } from "../cli/workspace.ts";
import { temporaryFolder } from "../host/endings.ts";
import { checkAll, openProject } from "../support/project.ts";

const cli = path.resolve("dist/cli.cjs");

describe("a workspace on disk", function () {
  this.timeout(60_000);
  const open = workspaces();

  it("changes between two questions, and nothing throws", () => {
    const names = ["wrangler.jsonc", "src/index.ts", "package.json", "tsconfig.json", "src"];
    for (const name of names) {
      for (const becomes of ["nothing", "a folder", "a file", "a link to itself"] as const) {
        const workspace = open({ ...badWorker, "package.json": "{}", "tsconfig.json": "{}" });
        const place = workspace.path(name);
        const project = openProject(changing(place, becomes), undefined, workspace.root);
        assert.ok(Array.isArray(checkAll(project)), `${name} becomes ${becomes}`);
        for (const each of names) project.fileChanged(toFilePath(workspace.path(each)));
        assert.ok(Array.isArray(checkAll(project)), `${name} became ${becomes}`);
      }
    }
  });

  it("holds a configuration of 50 MB, which is named at once as one that is not checked, beside the others", () => {
    const workspace = open({ ...badWorker, "big/wrangler.jsonc": `{ "name": "${"x".repeat(50_000_000)}" }` });
    const result = run(["check", "--format", "json"], workspace.root);
    const report: JsonReport = JSON.parse(result.stdout);
    assert.deepEqual([result.status, result.stderr], [1, ""]);
    assert.deepEqual(
      report.problems.filter(({ file }) => file.startsWith("big/")).map(({ rule, start }) => [rule, start.line]),
      [["config-too-large", 1]],
    );
    assert.ok(report.problems.some(({ file }) => file === "wrangler.jsonc"));
    assert.match(run(["check", "--format", "text"], workspace.root).stdout, /larger than 1 MB/);
    for (const format of ["github", "sarif"])
      assert.equal(run(["check", "--format", format], workspace.root).status, 1);
  });

  it("has links that lead out of it: they are read, and never written through", () => {
    const broken = {
      "wrangler.jsonc": `{ "name": "a", "exports": { "Room": { "type": "durable_object", "storage": "sqlite" } } }`,
    };
    const outside = open(broken);
    const workspace = open({ "own.jsonc": broken["wrangler.jsonc"] });
    symlinkSync(outside.path("wrangler.jsonc"), workspace.path("wrangler.jsonc"));
    mkdirSync(workspace.path("inside"));
    symlinkSync("../own.jsonc", workspace.path("inside/wrangler.jsonc"));
    symlinkSync(workspace.root, workspace.path("circle"));
    const report = run(["check", "--fix"], workspace.root);
    assert.notEqual(report.status, 2, report.stderr);
    assert.equal(outside.read("wrangler.jsonc"), broken["wrangler.jsonc"]);
    assert.match(workspace.read("own.jsonc"), /"durable-object"/);
  });

  it("has folders and files whose names would mean another place as paths", function () {
    if (path.sep !== "/") this.skip();
    const workspace = open({
      ...goodWorker,
      "\\/wrangler.jsonc": "{",
      "..\\..\\wrangler.jsonc": "{",
      "src/..\\..\\a.ts": "class Room {}",
    });
    const result = run(["check"], workspace.root);
    assert.deepEqual([result.stdout, result.status], ["No problems in 1 configuration\n", 0]);
  });

  it("may not be read in part: what cannot be seen is no problem, and the rest is checked", function () {
    const user = someoneElse();
    if (user === undefined) this.skip();
    const [folder] = temporaryFolder("do-closed");
    chmodSync(folder, 0o755);
    for (const [name, text] of Object.entries({
      ...badWorker,
      "secret/wrangler.jsonc": "{}",
      "a/wrangler.jsonc": "{}",
    })) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    // The folder of the project may be one that others may not look into.
    const dist = path.join(folder, "node_modules/.dist");
    cpSync("dist", dist, { recursive: true });
    const check = (): SpawnSyncReturns<string> =>
      spawnSync(user.node(folder), [path.join(dist, "cli.cjs"), "check", "--format", "json", "."], {
        cwd: folder,
        encoding: "utf8",
        ...user.as,
        env: { PATH: process.env["PATH"] },
      });
    const before = check();
    assert.equal(before.status, 1, before.stderr);
    chmodSync(path.join(folder, "secret"), 0);
    chmodSync(path.join(folder, "src/index.ts"), 0);
    const after = check();
    chmodSync(path.join(folder, "secret"), 0o755);
    const report: JsonReport = JSON.parse(after.stdout);
    assert.equal(after.stderr, "");
    assert.ok(!report.workers.some(({ config }) => config.includes("secret")));
    assert.deepEqual(
      report.problems.filter(({ rule }) => rule.includes("not-exported")),
      [],
    );
    chmodSync(path.join(folder, "wrangler.jsonc"), 0);
    const closed = check();
    assert.equal(closed.status, 2);
    assert.match(closed.stderr, /wrangler\.jsonc cannot be read\.\n$/);
    assert.equal(JSON.parse(closed.stdout).workers.length, 2);
  });

  /** The disk, on which a path is replaced the first time that it is read after it was looked at. */
  function changing(place: string, becomes: "nothing" | "a folder" | "a file" | "a link to itself"): FileSystem {
    let isDone = false;
    const change = (asked: string): void => {
      if (isDone || asked !== place) return;
      isDone = true;
      rmSync(place, { recursive: true, force: true });
      if (becomes === "a folder") mkdirSync(place);
      if (becomes === "a file") writeFileSync(place, "\0");
      if (becomes === "a link to itself") symlinkSync(place, place);
    };
    const after = <T>(asked: string, answer: T): T => {
      change(asked);
      return answer;
    };
    return {
      readFile: (asked) => diskFiles.readFile(asked),
      stat: (asked) => after(asked, diskFiles.stat(asked)),
      readFolder: (asked) => after(asked, diskFiles.readFolder(asked)),
      realPath: (asked) => diskFiles.realPath(asked),
    };
  }
});

function run(words: readonly string[], cwd: string): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [cli, ...words], { cwd, encoding: "utf8" });
}

/** Who may not read everything: the user of the tests, or, as root reads all, nobody. Undefined where rights mean nothing. */
function someoneElse():
  | { readonly as: { readonly uid?: number; readonly gid?: number }; readonly node: (folder: string) => string }
  | undefined {
  if (process.getuid === undefined) return undefined;
  if (process.getuid() !== 0) return { as: {}, node: () => process.execPath };
  const nobody = 65_534;
  return {
    as: { uid: nobody, gid: nobody },
    // Node may lie in a folder of root's.
    node(folder) {
      const copy = path.join(folder, "node_modules/.node");
      if (!existsSync(copy)) cpSync(process.execPath, copy);
      chmodSync(copy, 0o755);
      return copy;
    },
  };
}
