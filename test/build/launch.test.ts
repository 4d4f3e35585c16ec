import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host/endings.ts";
import { builtFolder } from "../support/built.ts";

interface Task {
  readonly label: string;
  readonly type: string;
  readonly script?: string;
  readonly command?: string;
  /** A name of VS Code's own, or how to read what is printed. */
  readonly problemMatcher?: string | Matcher;
}

interface Launch {
  readonly name: string;
  readonly type: string;
  readonly program?: string;
  readonly console?: string;
  readonly args: readonly string[];
  readonly preLaunchTask: string;
}

interface Matcher {
  readonly pattern: readonly { readonly regexp: string }[];
}

const { tasks }: { readonly tasks: readonly Task[] } = JSON.parse(readFileSync(".vscode/tasks.json", "utf8"));
const { configurations }: { readonly configurations: readonly Launch[] } = JSON.parse(
  readFileSync(".vscode/launch.json", "utf8"),
);
const inProject = (text: string): string => text.replace("${workspaceFolder}", ".");

describe("what F5 and the tasks of this project start", function () {
  this.timeout(60_000);

  it("is there: the scripts, the task before a launch, the folders", () => {
    const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync("package.json", "utf8"),
    );
    for (const { label, script, command = "" } of tasks) {
      const wanted = [
        ...(script === undefined ? [] : [script]),
        ...[...command.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name),
      ];
      assert.ok(wanted.length > 0 && wanted.every((each) => scripts[each] !== undefined), label);
    }
    for (const { name, args, preLaunchTask } of configurations) {
      assert.ok(
        tasks.some(({ label }) => label === preLaunchTask),
        name,
      );
      const folders = args
        .map((each) => inProject(each.replace("--extensionDevelopmentPath=", "")))
        .filter((each) => each.includes("/"));
      assert.deepEqual(
        folders.filter((each) => !existsSync(each)),
        [],
        name,
      );
    }
  });

  it("is the command line as it is called there", () => {
    const launch = configurations.find(({ type }) => type === "node");
    // The debug console shows what goes through `console` only, and the command line writes to its stream.
    assert.equal(launch?.console, "integratedTerminal");
    const program = path.join(builtFolder(), path.basename(launch.program ?? ""));
    assert.match(execFileSync(process.execPath, [program, ...launch.args], { encoding: "utf8" }), /ChatRoom/);
  });

  it("shows the mistakes that a build finds where they are", () => {
    const [folder] = temporaryFolder("do-broken");
    writeFileSync(path.join(folder, "broken.ts"), "export const a = ;\n");
    const child = ["esbuild.mjs", "test", `--out=${path.join(folder, "out")}`, path.join(folder, "broken.ts")];
    const printed = spawnSync(process.execPath, child, { encoding: "utf8" }).stderr;
    const { problemMatcher } = tasks.find(({ label }) => label === "build") ?? {};
    assert.ok(problemMatcher !== undefined && typeof problemMatcher !== "string");
    const { pattern } = problemMatcher;
    const lines = printed.split("\n");
    const found = lines.flatMap((_, index) => {
      const matches = pattern.map(({ regexp }, step) => new RegExp(regexp).exec(lines[index + step] ?? ""));
      return matches.every((each) => each !== null) ? [matches] : [];
    });
    assert.equal(found.length, 1, printed);
    assert.deepEqual(found[0]?.[0]?.slice(1), ["ERROR", 'Unexpected ";"']);
    assert.deepEqual(found[0][2]?.slice(2), ["1", "17"]);
  });
});
