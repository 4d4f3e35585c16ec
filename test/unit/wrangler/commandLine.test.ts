import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import * as fc from "fast-check";
import { toFilePath } from "../../../src/core/text/path.ts";
import { wranglerArgs, type WranglerCommand } from "../../../src/core/wrangler/commandLine.ts";
import { createArgs } from "../../../src/core/wrangler/packageManager.ts";
import { startRun } from "../../../src/vscode/wrangler/run.ts";

const config = toFilePath("/w/wrangler.jsonc");

describe("Arguments for wrangler", () => {
  it("name the configuration, and the top level where there are environments", () => {
    assert.deepEqual(
      wranglerArgs({
        kind: "deploy",
        on: { config, environment: "" },
        isDryRun: false,
        isStrict: true,
        extra: ["--minify"],
      }),
      ["deploy", "--config=/w/wrangler.jsonc", "--env=", "--strict", "--minify"],
    );
  });

  it("leave out what the settings give themselves", () => {
    const command = { kind: "dev", configs: [config], environment: "a", port: 1, inspectorPort: 2 } as const;
    assert.deepEqual(wranglerArgs({ ...command, extra: ["--port=9", "--env", "b"] }), [
      "dev",
      "--config=/w/wrangler.jsonc",
      "--inspector-port=2",
      "--show-interactive-dev-session=false",
      "--port=9",
      "--env",
      "b",
    ]);
  });

  it("give each version its share of the traffic", () => {
    const shares = [
      { id: "a", share: 90 },
      { id: "b", share: 10 },
    ];
    assert.deepEqual(wranglerArgs({ kind: "versions deploy", on: { config, environment: undefined }, shares }), [
      "versions",
      "deploy",
      "a@90",
      "b@10",
      "--config=/w/wrangler.jsonc",
    ]);
  });

  it("leave the environment out where there is none", () => {
    assert.deepEqual(wranglerArgs({ kind: "tail", on: { config, environment: undefined } }), [
      "tail",
      "--format=json",
      "--config=/w/wrangler.jsonc",
    ]);
  });

  it("start a Worker with those it needs", () => {
    const other = toFilePath("/w/other/wrangler.toml");
    const command: WranglerCommand = {
      kind: "dev",
      configs: [config, other],
      environment: undefined,
      port: 8787,
      inspectorPort: 9229,
      extra: [],
    };
    assert.deepEqual(wranglerArgs(command).slice(0, 4), [
      "dev",
      "--config=/w/wrangler.jsonc",
      "--config=/w/other/wrangler.toml",
      "--port=8787",
    ]);
  });

  it("keep any name, whatever it is made of, inside one argument that is no option of its own", () => {
    fc.assert(
      fc.property(awkward, awkward, (environment, folder) => {
        const awkwardConfig = toFilePath(`/w/${folder.replaceAll(/[/\\]/g, "_")}/wrangler.jsonc`);
        const args = wranglerArgs({
          kind: "types",
          on: { config: awkwardConfig, environment },
          path: undefined,
          isCheck: false,
        });
        assert.deepEqual(args, ["types", `--config=${awkwardConfig}`, `--env=${environment}`]);
      }),
    );
  });

  it("create a project in a folder whose name is one argument", () => {
    assert.ok(createArgs("npm", "my chat; rm -rf").includes("my chat; rm -rf"));
  });
});

/** Names full of what a shell would act on. */
const awkward = fc.string({
  unit: fc.constantFrom(
    " ",
    '"',
    "'",
    ";",
    "$(touch hacked)",
    "`",
    "\n",
    "&&",
    "|",
    ">",
    "%PATH%",
    "^",
    "-",
    "a",
    "é",
    "💥",
  ),
  minLength: 1,
  maxLength: 8,
});

describe("A run", function () {
  this.timeout(20_000);

  it("hands awkward arguments to the program as they are: no shell has seen them", async () => {
    const names = [
      "two words",
      `it's "quoted"`,
      "a;b && touch hacked",
      "$(touch hacked)",
      "`touch hacked`",
      "line\nbreak",
      "--env=x y",
      "%PATH%",
      "",
    ];
    const printed = await printedBy(["-p", "JSON.stringify(process.argv.slice(1))", "--", ...names]);
    assert.deepEqual(JSON.parse(printed), names);
    assert.throws(() => execFileSync("ls", ["hacked"], { stdio: "ignore" }));
  });

  it("tells that a program could not be started", async () => {
    const end = await new Promise((resolve) => {
      startRun(spec("/no/such/program", []), { output: () => undefined, ended: resolve });
    });
    assert.match(JSON.stringify(end), /"failed".*ENOENT/);
  });

  it("has the code of a program that failed, and all that it printed before", async () => {
    let text = "";
    const end = await new Promise((resolve) => {
      startRun(spec(process.execPath, ["-e", "process.stdout.write('é'.repeat(100000)); process.exitCode = 3"]), {
        output: (chunk) => (text += chunk),
        ended: resolve,
      });
    });
    assert.deepEqual(end, { kind: "exited", code: 3, signal: undefined });
    assert.equal(text, "é".repeat(100_000));
  });

  async function printedBy(args: readonly string[]): Promise<string> {
    let text = "";
    await new Promise((resolve) => {
      startRun(spec(process.execPath, args), { output: (chunk) => (text += chunk), ended: resolve });
    });
    return text;
  }

  function spec(command: string, args: readonly string[]): Parameters<typeof startRun>[0] {
    return {
      node: process.execPath,
      supervisor: path.resolve("src/supervisor.ts"),
      command,
      args,
      cwd: path.resolve("."),
      env: {},
    };
  }
});
