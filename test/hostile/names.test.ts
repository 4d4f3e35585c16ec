import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { toFilePath } from "../../src/core/text/path.ts";
import { wranglerArgs, type On } from "../../src/core/wrangler/commandLine.ts";
import { temporaryFolder } from "../host/endings.ts";

const cli = path.resolve("dist/cli.cjs");
const supervisor = path.resolve("dist/supervisor.cjs");

/** Each would make a file, or take an option, if a shell or a parser of options ever saw it as more than one text. */
const names = [
  "$(touch pwned)",
  "`touch pwned`",
  "a; touch pwned",
  "a && touch pwned",
  "a | touch pwned",
  "a\ntouch pwned\n",
  "> pwned",
  "%PATH% & echo 1 > pwned",
  "'; touch pwned; '",
  '"; touch pwned; "',
  "--config=pwned",
  "-rf",
  "\\",
  "a\tb  c",
  "*",
  "~",
  "é😀",
] as const;

describe("names that look like shell", function () {
  this.timeout(60_000);

  for (const name of names) {
    it(`are one argument each: ${JSON.stringify(name)}`, () => {
      const [folder] = temporaryFolder("do-names");
      const bin = path.join(folder, "wrangler.js");
      writeFileSync(bin, "console.log(JSON.stringify(process.argv.slice(2)));\n");
      const on: On = { config: toFilePath(path.join(folder, `${name}.jsonc`)), environment: name };
      const args = wranglerArgs({ kind: "deploy", on, isDryRun: true, isStrict: false, extra: [] });
      assert.ok(
        args.every((arg) => arg === "deploy" || arg.startsWith("--")),
        args.join("\n"),
      );
      const run = spawnSync(process.execPath, [supervisor, process.execPath, bin, ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      assert.deepEqual(JSON.parse(run.stdout), args);
      assert.ok(args.includes(`--env=${name}`));
      assert.deepEqual(readdirSync(folder), ["wrangler.js"]);
    });
  }

  it("are folders, environments, Workers and classes like others for the check, with git and without", () => {
    const [parent] = temporaryFolder("do-names");
    for (const name of names.filter((each) => !/[/\0]/.test(each))) {
      const folder = path.join(realpathSync(parent), name);
      mkdirSync(folder, { recursive: true });
      const bindings = [{ name, class_name: name, script_name: name }];
      const config = {
        name,
        main: `${name}.ts`,
        durable_objects: { bindings },
        env: { [name]: { durable_objects: { bindings } } },
      };
      writeFileSync(path.join(folder, "wrangler.jsonc"), JSON.stringify(config));
      writeFileSync(path.join(folder, `${name}.ts`), "export default {};\n");
      execFileSync("git", ["init", "--quiet"], { cwd: folder });
      const before = readdirSync(folder).toSorted();
      for (const words of [["./wrangler.jsonc"], [`--env=${name}`, "--format=json", "--fix"]]) {
        const run = spawnSync(process.execPath, [cli, "check", ...words], {
          cwd: folder,
          encoding: "utf8",
          timeout: 30_000,
        });
        assert.doesNotMatch(run.stderr, /Internal error/);
      }
      assert.deepEqual(readdirSync(folder).toSorted(), before);
      assert.ok(!readdirSync(parent).includes("pwned"));
    }
  });

  it("do not speak to a terminal, nor to whoever reads a report line by line", () => {
    const [folder] = temporaryFolder("do-names");
    const name = "a\u001B]0;pwned\u0007\u202E\n::error::pwned\r\nNo problems";
    const config = {
      name: "chat",
      main: "index.ts",
      durable_objects: { bindings: [{ name: "A", class_name: name }] },
      env: { [name]: { durable_objects: { bindings: [{ name }] } } },
    };
    writeFileSync(path.join(folder, "wrangler.jsonc"), JSON.stringify(config));
    writeFileSync(path.join(folder, "index.ts"), "export default {};\n");
    for (const format of ["text", "github"]) {
      const { stdout } = spawnSync(process.execPath, [cli, "check", `--format=${format}`], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1" },
      });
      assert.match(stdout, /pwned/);
      assert.doesNotMatch(stdout, /^(::error::pwned|No problems)/m);
      if (format === "text") assert.doesNotMatch(stdout.replaceAll("\n", ""), /[\p{Cc}\u202E]/u);
    }
  });
});
