import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, globSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { badWorker, workspaces } from "./workspace.ts";

describe("what V8 compiled of the command line", function () {
  this.timeout(60_000);
  const open = workspaces();
  let folder: string;
  let root: string;
  let expected: string;

  beforeEach(() => {
    [folder] = temporaryFolder("do-compiled");
    ({ root } = open(badWorker));
    expected = check();
    assert.match(expected, /bound-class-not-exported/);
  });

  /** What a check prints that keeps what was compiled in the folder. */
  const check = (environment: NodeJS.ProcessEnv = {}): string => {
    const env = { ...process.env, NODE_COMPILE_CACHE: folder, ...environment };
    const args = [path.resolve("dist/cli.cjs"), "check", "--format", "json"];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
    assert.equal(stderr, "");
    return stdout;
  };
  const kept = (): readonly string[] =>
    globSync("*/durable-objects-*", { cwd: folder })
      .map((file) => path.join(folder, file))
      .toSorted();

  it("is kept where Node keeps its own, and used", () => {
    assert.deepEqual(
      kept().map((file) => /-(\w+\.cjs)-/.exec(file)?.[1]),
      ["commandLine.cjs", "typescript.cjs"],
    );
    const before = kept().map((file) => statSync(file).mtimeMs);
    assert.equal(check(), expected);
    assert.deepEqual(
      kept().map((file) => statSync(file).mtimeMs),
      before,
    );
  });

  it("is written anew the next day, when other functions may have run", () => {
    const [file = ""] = kept();
    utimesSync(file, 1, 1);
    assert.equal(check(), expected);
    assert.ok(statSync(file).mtimeMs > 1_000_000);
  });

  it("is only a cache: what is no such thing is replaced", () => {
    for (const broken of ["", "nothing of the kind", readFileSync(kept()[0] ?? "").subarray(0, 1000)]) {
      for (const file of kept()) writeFileSync(file, broken);
      assert.equal(check(), expected);
      for (const file of kept()) assert.ok(statSync(file).size > 10_000);
    }
  });

  it("is not taken from a file that others may write", function () {
    if (process.platform === "win32") this.skip();
    for (const file of kept()) chmodSync(file, 0o666);
    assert.equal(check(), expected);
    for (const file of kept()) assert.equal(statSync(file).mode & 0o022, 0);
  });

  it("is not kept where Node is told to keep none", () => {
    const [other] = temporaryFolder("do-compiled");
    check({ NODE_COMPILE_CACHE: other, NODE_DISABLE_COMPILE_CACHE: "1" });
    assert.deepEqual(globSync("**/durable-objects-*", { cwd: other }), []);
  });

  it("of a run that only shows the help is kept apart", () => {
    const before = kept();
    spawnSync(process.execPath, [path.resolve("dist/cli.cjs"), "--help"], {
      env: { ...process.env, NODE_COMPILE_CACHE: folder },
    });
    assert.deepEqual(
      kept().map((file) => before.includes(file)),
      [true, true, false],
    );
  });
});
