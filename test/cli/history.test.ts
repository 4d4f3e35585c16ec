import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { toFilePath } from "../../src/core/text/path.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import { diskFiles } from "../../src/node/fileSystem.ts";
import { GitHistory } from "../../src/node/git.ts";
import { config, goodWorker, workspaces, type Workspace } from "./workspace.ts";

describe("committed texts from git", () => {
  const open = workspaces();

  /** Runs git as a person would who has no settings of their own. */
  function git(workspace: Workspace, ...words: readonly string[]): string {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"];
    const all = ["-C", workspace.root, ...identity, "-c", "protocol.file.allow=always", ...words];
    return execFileSync("git", all, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }

  function repository(files: Readonly<Record<string, string | Buffer>>): Workspace {
    const workspace = open(files);
    git(workspace, "init", "--quiet");
    commit(workspace);
    return workspace;
  }

  function commit(workspace: Workspace): void {
    git(workspace, "add", "--all");
    git(workspace, "commit", "--quiet", "--message", "A step");
  }

  const at = (workspace: Workspace, name: string): FilePath => toFilePath(workspace.path(name));
  const history = (revision?: string): GitHistory =>
    new GitHistory({ files: diskFiles, ...(revision !== undefined && { revision }) });

  it("gives the text of HEAD, for files that were changed, deleted or left as they are", () => {
    const workspace = repository({ "a/one.txt": "one", "two.txt": "two", "ü 3.txt": "three" });
    workspace.write("a/one.txt", "changed");
    git(workspace, "rm", "--quiet", "two.txt");
    const asked = history();
    assert.equal(asked.committed(at(workspace, "a/one.txt")), "one");
    assert.equal(asked.committed(at(workspace, "two.txt")), "two");
    assert.equal(asked.committed(at(workspace, "ü 3.txt")), "three");
  });

  it("asks git once for all the files that are expected to be asked for", () => {
    const names = ["one.txt", "two.txt", "three.txt"];
    const workspace = repository(Object.fromEntries(names.map((name) => [name, name])));
    for (const name of names) workspace.write(name, "changed");
    const paths = names.map((name) => at(workspace, name));
    const asked = new GitHistory({ files: diskFiles, expected: paths });
    assert.equal(asked.committed(paths[0]!), "one.txt");
    rmSync(workspace.path(".git"), { recursive: true });
    assert.deepEqual(
      paths.map((path) => asked.committed(path)),
      names,
    );
  });

  it("is silent for files that were never committed, for folders, and for links", () => {
    const workspace = repository({ "a/one.txt": "one" });
    workspace.write("new.txt", "new");
    for (const name of ["new.txt", "a", "nowhere.txt"]) {
      assert.equal(history().committed(at(workspace, name)), undefined, name);
    }
  });

  it("is silent outside of a repository, in one without a commit, and for a revision that is not there", () => {
    const outside = open({ "one.txt": "one" });
    assert.equal(history().committed(at(outside, "one.txt")), undefined);
    git(outside, "init", "--quiet");
    assert.equal(history().committed(at(outside, "one.txt")), undefined);
    const workspace = repository({ "one.txt": "one" });
    assert.equal(history("v9").committed(at(workspace, "one.txt")), undefined);
    assert.equal(history("--output=x").committed(at(workspace, "one.txt")), undefined);
  });

  it("gives the text of a tag and of the upstream branch", () => {
    const origin = repository({ "one.txt": "first" });
    const workspace = open();
    git(workspace, "clone", "--quiet", origin.root, ".");
    git(workspace, "tag", "v1");
    workspace.write("one.txt", "second");
    commit(workspace);
    workspace.write("one.txt", "third");
    const one = at(workspace, "one.txt");
    assert.equal(history("v1").committed(one), "first");
    assert.equal(history("@{upstream}").committed(one), "first");
    assert.equal(history("HEAD~1").committed(one), "first");
    assert.equal(history().committed(one), "second");
  });

  it("takes away the byte order mark, and holds CRLF for what git stored with LF", () => {
    const workspace = repository({ "mark.txt": "\uFEFFone", "lines.txt": "a\nb\n", "changed.txt": "\uFEFFtwo" });
    workspace.write("lines.txt", "a\r\nb\r\n");
    workspace.write("changed.txt", "other");
    assert.equal(history().committed(at(workspace, "mark.txt")), "one");
    assert.equal(history().committed(at(workspace, "lines.txt")), "a\r\nb\r\n");
    assert.equal(history().committed(at(workspace, "changed.txt")), "two");
  });

  it("finds the repository of a worktree, a submodule and a nested one", () => {
    const library = repository({ "lib.txt": "library" });
    const workspace = repository({ "one.txt": "one" });
    git(workspace, "worktree", "add", "--quiet", "tree");
    git(workspace, "submodule", "--quiet", "add", library.root, "module");
    for (const [name, text] of [
      ["tree/one.txt", "one"],
      ["module/lib.txt", "library"],
    ] as const) {
      workspace.write(name, "changed");
      assert.equal(history().committed(at(workspace, name)), text);
    }
  });

  it("runs nothing that a repository names", () => {
    const workspace = repository({ "one.txt": "one" });
    const trap = workspace.path("trap");
    const script = `#!/bin/sh\ntouch '${workspace.path("sprung")}'\n`;
    writeFileSync(trap, script, { mode: 0o755 });
    mkdirSync(workspace.path(".git/hooks"), { recursive: true });
    writeFileSync(workspace.path(".git/hooks/post-checkout"), script, { mode: 0o755 });
    writeFileSync(workspace.path(".git/info/attributes"), "* filter=trap diff=trap\n");
    for (const [key, value] of [
      ["core.fsmonitor", trap],
      ["core.pager", trap],
      ["filter.trap.smudge", trap],
      ["filter.trap.clean", trap],
      ["diff.trap.textconv", trap],
      ["core.sshCommand", trap],
    ] as const) {
      execFileSync("git", ["-C", workspace.root, "config", key, value]);
    }
    workspace.write("one.txt", "changed");
    assert.equal(history().committed(at(workspace, "one.txt")), "one");
    assert.throws(() => workspace.read("sprung"), /ENOENT/);
  });

  it("reads the same where a git hook has set its variables", () => {
    const workspace = repository({ "one.txt": "one" });
    workspace.write("one.txt", "changed");
    process.env["GIT_DIR"] = ".git";
    process.env["GIT_INDEX_FILE"] = ".git/index";
    try {
      assert.equal(history().committed(at(workspace, "one.txt")), "one");
    } finally {
      delete process.env["GIT_DIR"];
      delete process.env["GIT_INDEX_FILE"];
    }
  });

  describe("without blocking", () => {
    const opened: GitHistory[] = [];
    afterEach(() => {
      for (const each of opened.splice(0)) each.dispose();
    });

    function watching(): {
      readonly asked: GitHistory;
      readonly changed: () => Promise<unknown>;
      readonly calls: number[];
    } {
      const emitter = new EventEmitter();
      const calls: number[] = [];
      const asked = new GitHistory({
        files: diskFiles,
        changed: () => {
          calls.push(calls.length);
          emitter.emit("changed");
        },
      });
      opened.push(asked);
      return { asked, changed: () => once(emitter, "changed"), calls };
    }

    it("answers when git has answered, and tells so once", async () => {
      const workspace = repository({ "one.txt": "one", "two.txt": "two", "same.txt": "same" });
      workspace.write("one.txt", "changed");
      workspace.write("two.txt", "changed");
      const names = ["one.txt", "two.txt", "same.txt"];
      const { asked, changed, calls } = watching();
      const texts = (): readonly (string | undefined)[] => names.map((name) => asked.committed(at(workspace, name)));
      const listed = changed();
      assert.deepEqual(texts(), [undefined, undefined, undefined]);
      await listed;
      const fetched = changed();
      assert.deepEqual(texts(), [undefined, undefined, "same"]);
      await fetched;
      assert.deepEqual(texts(), ["one", "two", "same"]);
      assert.equal(calls.length, 2);
    });

    it("notices that HEAD has moved", async () => {
      const workspace = repository({ "one.txt": "one" });
      const { asked, changed } = watching();
      const listed = changed();
      asked.committed(at(workspace, "one.txt"));
      await listed;
      assert.equal(asked.committed(at(workspace, "one.txt")), "one");
      workspace.write("one.txt", "two");
      const moved = changed();
      commit(workspace);
      await moved;
      assert.equal(asked.committed(at(workspace, "one.txt")), "two");
    });
  });

  describe("on the command line", () => {
    it("compares with HEAD, or with the revision that --against names", async () => {
      const unbound = config().replace(/ {2}"durable_objects".*\n/, "");
      const workspace = repository({
        "wrangler.jsonc": unbound,
        "src/index.ts": "export class Room {}\nexport default {};\n",
      });
      git(workspace, "tag", "deployed");
      workspace.write("src/index.ts", "export class Lobby {}\nexport default {};\n");
      const rulesFound = async (...words: readonly string[]): Promise<readonly string[]> =>
        (await workspace.json(words)).problems.filter((each) => each.severity === "error").map((each) => each.rule);
      assert.deepEqual(await rulesFound(), ["do-class-removed-from-code"]);
      commit(workspace);
      assert.deepEqual(await rulesFound(), ["exports-live-class-not-exported"]);
      assert.deepEqual(await rulesFound("--against", "deployed"), ["do-class-removed-from-code"]);
    });

    it("--against refuses a revision that is not there", async () => {
      const workspace = repository(goodWorker);
      const { code, err } = await workspace.run(["check", "--against", "v9"]);
      assert.equal(code, 2);
      assert.match(
        err,
        /^durable-objects: git knows no revision "v9" in .*; a shallow clone has to fetch it first\.\n$/,
      );
      assert.equal((await workspace.run(["check", "--against", "HEAD"])).code, 0);
    });

    it("--against needs a repository, and no other check does", async () => {
      const workspace = open(goodWorker);
      const { code, err } = await workspace.run(["check", "--against", "v1"]);
      assert.deepEqual([code, err], [2, "durable-objects: --against v1 needs files that lie in a git repository.\n"]);
      assert.equal((await workspace.run(["check"])).code, 0);
    });
  });
});
