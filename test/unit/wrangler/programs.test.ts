import assert from "node:assert/strict";
import { createArgs, installArgs, packageManagerNames } from "../../../src/core/wrangler/packageManager.ts";
import { batchProgram, treeEnding } from "../../../src/core/wrangler/programs.ts";

describe("A package manager", () => {
  const args = installArgs({ name: "npm", isPnpmRoot: false }, "wrangler");

  it("is a program of its own", () => {
    assert.deepEqual(batchProgram("npm", args, undefined), { command: "npm", args });
  });

  it("is a batch file on Windows, which cmd.exe runs", () => {
    const cmd = "C:\\Windows\\System32\\cmd.exe";
    assert.deepEqual(batchProgram("npm", args, cmd), {
      command: cmd,
      args: ["/d", "/s", "/c", "npm", "install", "--save-dev", "wrangler"],
    });
  });

  it("gets nothing from cmd.exe that could be more than a word", () => {
    for (const word of ["a b", "a&calc", "%PATH%", "a|b", '"', "^", "a>b", "a\nb", "!x!", "(", ""]) {
      assert.throws(() => batchProgram("npm", createArgs("npm", word), "cmd.exe"), TypeError, word);
    }
  });

  for (const name of packageManagerNames) {
    it(`is ${name} on Windows too, with all that it is ever told`, () => {
      for (const isPnpmRoot of [false, true])
        batchProgram(name, installArgs({ name, isPnpmRoot }, "wrangler"), "cmd.exe");
      batchProgram(name, createArgs(name, "my-rooms"), "cmd.exe");
    });
  }
});

describe("What a command has started is ended on Windows", () => {
  it("from the command downward while it is there", () => {
    assert.deepEqual(treeEnding(123, true), { command: "taskkill", args: ["/PID", "123", "/T", "/F"] });
  });

  it("from what it has left behind once it has ended", () => {
    const { command, args } = treeEnding(123, false);
    assert.equal(command, "powershell.exe");
    assert.match(
      args.at(-1) ?? "",
      /'ParentProcessId=123' \| ForEach-Object \{ taskkill \/PID \$_\.ProcessId \/T \/F \}$/,
    );
  });
});
