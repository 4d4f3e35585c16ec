import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { badWorker, goodWorker, workspaces, type JsonReport } from "./workspace.ts";

const cli = path.resolve("dist/cli.cjs");

describe("the command line as a process", function () {
  this.timeout(30_000);
  const open = workspaces();

  before(() => assert.ok(existsSync(cli), "npm run build makes dist/cli.cjs"));

  it("begins with the line that makes it a program, as package.json promises", () => {
    const { bin }: { bin: Record<string, string> } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.equal(path.resolve(bin["durable-objects"] ?? ""), cli);
    assert.match(readFileSync(cli, "utf8"), /^#!\/usr\/bin\/env node\n/);
  });

  for (const [title, node] of [
    ["the machine's own node", ownNode()],
    ["the node of the tests", process.execPath],
  ] as const) {
    it(`runs on ${title}`, () => {
      const bad = spawnSync(node, [cli, "check", "--format", "json"], { cwd: open(badWorker).root, encoding: "utf8" });
      assert.equal(bad.stderr, "");
      assert.equal(bad.status, 1);
      const report: JsonReport = JSON.parse(bad.stdout);
      assert.equal(report.problems[0]?.rule, "bound-class-not-exported");
      const good = spawnSync(node, [cli, "check"], { cwd: open(goodWorker).root, encoding: "utf8" });
      assert.deepEqual([good.stdout, good.stderr, good.status], ["No problems in 1 configuration\n", "", 0]);
      const none = spawnSync(node, [cli, "check"], { cwd: open().root, encoding: "utf8" });
      assert.deepEqual([none.stdout, none.status], ["", 2]);
      assert.match(none.stderr, /^durable-objects: .*\.\n$/);
    });
  }

  it("prints the version of the package", () => {
    const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.equal(spawnSync(process.execPath, [cli, "--version"], { encoding: "utf8" }).stdout, `${version}\n`);
  });

  it("ends quietly when nobody reads its output to the end", async () => {
    const names = Array.from({ length: 400 }, (_, index) => `apps/${index}`);
    const files = names.flatMap((name) =>
      Object.entries(badWorker).map(([file, text]) => [`${name}/${file}`, text] as const),
    );
    const child = spawn(process.execPath, [cli, "check", "--format", "sarif"], {
      cwd: open(Object.fromEntries(files)).root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    await new Promise((resolve) => child.once("close", resolve));
    assert.equal(err, "");
  });

  it("lsp --stdio answers as a language server", async () => {
    const child = spawn(process.execPath, [cli, "lsp", "--stdio"], { cwd: open(goodWorker).root });
    const message = {
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { processId: null, rootUri: null, capabilities: {} },
    };
    const text = JSON.stringify(message);
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    const answer = await new Promise<string>((resolve) => {
      let received = "";
      child.stdout.on("data", (chunk: Buffer) => {
        received += chunk.toString();
        if (received.includes('"capabilities"')) resolve(received);
      });
    });
    child.kill();
    assert.match(answer, /^Content-Length: \d+\r\n/);
  });
});

/** The node that the machine has itself, if it has one that is new enough, and not the one that npm has installed here. */
function ownNode(): string {
  const folders = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => !folder.includes("node_modules"));
  const names = process.platform === "win32" ? ["node.exe"] : ["node"];
  const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).filter(existsSync);
  return found.find(isNewEnough) ?? process.execPath;
}

function isNewEnough(node: string): boolean {
  const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0) >= 20;
}
