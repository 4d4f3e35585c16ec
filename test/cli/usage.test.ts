import assert from "node:assert/strict";
import { badWorker, goodWorker, workspaces } from "./workspace.ts";

describe("usage of the command line", () => {
  const open = workspaces();

  it("--help names every option", async () => {
    const { code, out } = await open().run(["--help"]);
    assert.equal(code, 0);
    for (const option of ["--env", "--format", "--fail-on", "--rule", "--fix", "--against", "lsp --stdio"]) {
      assert.ok(out.includes(option), option);
    }
    assert.equal((await open().run(["check", "-h"])).out, out);
  });

  it("--version prints the version", async () => {
    assert.deepEqual(await open().run(["--version"]), { code: 0, out: "1.2.3\n", err: "" });
  });

  it("lsp --stdio starts the server, whatever else an editor adds", async () => {
    assert.equal((await open().run(["lsp", "--stdio", "--clientProcessId=1"])).out, "started");
  });

  for (const [words, sentence] of [
    [[], "A command is missing; see durable-objects --help."],
    [["chek"], 'There is no command "chek"; see durable-objects --help.'],
    [["lsp"], "The language server speaks over its standard streams only: durable-objects lsp --stdio."],
    [["check", "--unknown"], "Unknown option '--unknown'; see durable-objects --help."],
    [["check", "--format", "xml"], '--format takes text, json, github or sarif, not "xml".'],
    [["check", "--fail-on", "info"], '--fail-on takes error, warning or never, not "info".'],
    [
      ["check", "--rule", "do-missing-lifecycle"],
      '--rule takes ID=SEVERITY, such as do-missing-lifecycle=error, not "do-missing-lifecycle".',
    ],
    [
      ["check", "--rule", "do-missing-lifecycl=off"],
      'There is no rule "do-missing-lifecycl"; did you mean "do-missing-lifecycle"?',
    ],
    [
      ["check", "--rule", "do-missing-lifecycle=loud"],
      '--rule do-missing-lifecycle takes off, hint, info, warning or error, not "loud".',
    ],
    [["check", "--against=--output=x"], '--against takes a git revision, not "--output=x".'],
    [["check", "nowhere"], 'There is no file or folder "nowhere", or it may not be read.'],
    [["check", "src/index.ts"], '"src/index.ts" is no wrangler configuration: those end in .jsonc, .json or .toml.'],
    [["check", "src"], 'There is no wrangler configuration in "src".'],
  ] as const) {
    it(`refuses: ${words.join(" ")}`, async () => {
      const outcome = await open(goodWorker).run(words);
      assert.deepEqual(outcome, { code: 2, out: "", err: `durable-objects: ${sentence}\n` });
    });
  }

  it("says that an option lacks its value", async () => {
    const { code, err } = await open(goodWorker).run(["check", "--env"]);
    assert.equal(code, 2);
    assert.match(err, /^durable-objects: .*--env.*\n$/);
  });

  describe("exit codes", () => {
    for (const [failOn, rule, expected] of [
      ["error", "bound-class-not-exported=error", 1],
      ["error", "bound-class-not-exported=warning", 0],
      ["warning", "bound-class-not-exported=warning", 1],
      ["warning", "bound-class-not-exported=info", 0],
      ["never", "bound-class-not-exported=error", 0],
    ] as const) {
      it(`--fail-on ${failOn} with ${rule} is ${expected}`, async () => {
        const words = ["check", "--fail-on", failOn, "--rule", rule, "--rule", "do-missing-lifecycle=off"];
        assert.equal((await open(badWorker).run(words)).code, expected);
      });
    }

    it("is 0 for a Worker that nothing is wrong with", async () => {
      const { code, out } = await open(goodWorker).run(["check"]);
      assert.deepEqual({ code, out }, { code: 0, out: "No problems in 1 configuration\n" });
    });
  });
});
