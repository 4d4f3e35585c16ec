import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { URI } from "vscode-uri";
import { badWorker } from "../cli/workspace.ts";
import { drawing, pick, type Draw } from "../fuzz/random.ts";
import { temporaryFolder } from "../host/endings.ts";
import { waitFor } from "../integration/support/waitFor.ts";
import { plantPrograms, plantWorkspace } from "./planted.ts";
import { startServer, type ServerProcess } from "./serverProcess.ts";

const seed = Number(process.env["SEED"] ?? 20261123);

describe("the server as a process", function () {
  this.timeout(120_000);
  let server: ServerProcess | undefined;
  afterEach(async () => {
    server?.kill();
    await server?.ended;
    server = undefined;
  });

  it("runs nothing of a workspace that is not trusted, and no program for it; git where it is trusted", async () => {
    const programs = plantPrograms();
    const folder = plantWorkspace("samples/chat");
    commit(folder);
    server = startServer({ environment: { PATH: programs.path }, cwd: folder });
    await server.open(folder, { isTrusted: false });
    await askEverything(server, folder, "wrangler.jsonc");
    await askEverything(server, folder, "src/index.ts");
    assert.deepEqual(programs.runs(), []);
    await server.connection.sendNotification("durableObjects/trustGranted", {});
    const runs = await waitFor("git", () => (programs.runs().length > 0 ? programs.runs() : undefined));
    assert.ok(
      runs.every((name) => name === "git"),
      runs.join(),
    );
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith(".was-run")),
      [],
    );
    // What is planted would have left its mark.
    spawnSync(process.execPath, [path.join(folder, "node_modules/wrangler/bin/wrangler.js")], { cwd: folder });
    assert.ok(existsSync(path.join(folder, "wrangler.was-run")));
  });

  it("starts no program that the repository's own configuration names", async () => {
    const folder = copyOf("samples/chat");
    const mark = path.join(folder, "git-config.was-run");
    commit(folder);
    const program = path.join(folder, "program.sh");
    writeFileSync(program, `#!/bin/sh\necho run >> "${mark}"\n`);
    chmodSync(program, 0o755);
    for (const key of [
      "core.fsmonitor",
      "core.pager",
      "core.sshCommand",
      "core.gitProxy",
      "diff.external",
      "credential.helper",
      "core.askPass",
      "filter.a.smudge",
      "filter.a.clean",
    ])
      git(folder, "config", key, program);
    writeFileSync(path.join(folder, ".git/hooks/post-index-change"), readFileSync(program));
    chmodSync(path.join(folder, ".git/hooks/post-index-change"), 0o755);
    writeFileSync(path.join(folder, ".gitattributes"), "* filter=a diff=a\n");
    server = startServer();
    await server.open(folder, { isTrusted: true });
    await askEverything(server, folder, "wrangler.jsonc");
    const checked = spawnSync(process.execPath, [path.resolve("dist/cli.cjs"), "check"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(checked.stderr, "");
    assert.ok(!existsSync(mark));
  });

  it(`answers on after messages that no editor sends (SEED=${seed})`, async () => {
    const [folder] = temporaryFolder("do-messages");
    writeFiles(folder, badWorker);
    server = startServer();
    await server.open(folder);
    const draw = drawing(seed);
    for (let count = 0; count < 400; count++) {
      const [method, params] = pick(draw, messages(folder));
      const body = JSON.stringify({
        jsonrpc: "2.0",
        ...(draw(3) > 0 && { id: `own ${count}` }),
        method,
        params: damaged(draw, params),
      });
      server.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    }
    for (const body of [
      "",
      "{",
      "null",
      "[]",
      "[null]",
      `{"jsonrpc":"2.0"}`,
      `{"id":1}`,
      "\u0000",
      `"${"x".repeat(1_000_000)}"`,
      "[".repeat(100_000),
    ])
      server.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    await server.connection.sendRequest("durableObjects/workers", {});
    assert.equal(await problemCount(server), 1);
    assert.equal(server.child.exitCode, null);
  });

  it("hears the next message after a header that is none", async () => {
    const [folder] = temporaryFolder("do-stream");
    writeFiles(folder, badWorker);
    server = startServer();
    await server.open(folder);
    const { connection } = server;
    for (const bytes of [
      "Content-Length: x\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "\r\n\r\n",
      Buffer.from([0, 255, 13, 10, 13, 10]),
    ]) {
      server.write(bytes);
      // A message that comes with the broken header may be lost with it.
      let answers = 0;
      await waitFor("an answer", () => {
        void connection.sendRequest("durableObjects/workers", {}).then(() => answers++);
        return answers > 0 ? answers : undefined;
      });
    }
    assert.equal(await problemCount(server), 1);
  });

  it("ends with a sentence where a message has less than no length, in whatever pieces it comes", async () => {
    for (const pieces of [["Content-Length: -1\r\n\r\n"], ["Content-Le", "ngth: -20\r", "\n\r", "\n{}"]]) {
      const [folder] = temporaryFolder("do-length");
      writeFiles(folder, badWorker);
      server = startServer();
      await server.open(folder);
      const said: string[] = [];
      server.child.stderr?.setEncoding("utf8").on("data", (text: string) => said.push(text));
      for (const piece of pieces) {
        server.write(piece);
        await sleep(5);
      }
      assert.deepEqual(await server.ended, { code: 1, signal: null });
      assert.match(said.join(""), /A message of -\d+ bytes was announced/);
    }
  });

  it("goes on beside a configuration of 50 MB, on disk and open in the editor", async () => {
    const [folder] = temporaryFolder("do-big");
    const big = `{ "name": "${"x".repeat(50_000_000)}" }`;
    writeFiles(folder, { ...badWorker, "big/wrangler.jsonc": big });
    server = startServer();
    await server.open(folder);
    assert.equal(await problemCount(server), 1);
    const uri = URI.file(path.join(folder, "big/wrangler.jsonc")).toString();
    await server.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "jsonc", version: 1, text: big },
    });
    const contentChanges = [{ range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, text: " " }];
    await server.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges,
    });
    await server.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position: { line: 0, character: 5 },
    });
    assert.ok((await problemCount(server)) >= 1);
    assert.equal(server.child.exitCode, null);
  });

  it("checks an ordinary workspace with 64 MB, and ends where the memory is too little for what it holds", async () => {
    const folder = copyOf("samples/chat");
    const small = startServer({ nodeArguments: ["--max-old-space-size=64"] });
    await small.open(folder);
    await askEverything(small, folder, "src/index.ts");
    small.kill();

    const [large] = temporaryFolder("do-large");
    for (let index = 0; index < 12; index++)
      writeFiles(path.join(large, `apps/${index}`), {
        ...badWorker,
        "src/index.ts": `export const a = [${"{ a: 1 },".repeat(40_000)}];\n`,
      });
    const starved = startServer({ nodeArguments: ["--max-old-space-size=64"] });
    const outcome = await Promise.race([
      starved.open(large).then(
        () => "answered",
        () => "ended",
      ),
      starved.ended.then(() => "ended"),
    ]);
    assert.equal(outcome, "ended");
    const { code, signal } = await starved.ended;
    assert.ok(code !== 0, `${code} ${signal}`);

    server = startServer();
    await server.open(large);
    assert.equal(server.child.exitCode, null);
  });
});

async function problemCount({ connection }: ServerProcess): Promise<number> {
  const workers: readonly { readonly problems: { readonly errors: number } }[] = await connection.sendRequest(
    "durableObjects/workers",
    {},
  );
  return workers.reduce((sum, { problems }) => sum + problems.errors, 0);
}

/** Sends what an editor sends for an open document. */
async function askEverything({ connection }: ServerProcess, folder: string, file: string): Promise<void> {
  const uri = URI.file(path.join(folder, file)).toString();
  const text = readFileSync(path.join(folder, file), "utf8");
  const textDocument = { uri };
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "x", version: 1, text },
  });
  const position = { line: 8, character: 20 };
  const range = { start: { line: 0, character: 0 }, end: { line: 50, character: 0 } };
  for (const [method, params] of [
    ["textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }],
    ["textDocument/hover", { textDocument, position }],
    ["textDocument/definition", { textDocument, position }],
    ["textDocument/completion", { textDocument, position }],
    ["textDocument/codeLens", { textDocument }],
    ["textDocument/documentLink", { textDocument }],
    ["workspace/symbol", { query: "" }],
    ["durableObjects/watchTree", {}],
    ["durableObjects/schema", { uri }],
  ] as const)
    await connection.sendRequest(method, params);
}

/** What editors send, as it should be. */
function messages(folder: string): readonly (readonly [string, unknown])[] {
  const uri = URI.file(path.join(folder, "wrangler.jsonc")).toString();
  const configPath = path.join(folder, "wrangler.jsonc");
  const textDocument = { uri, version: 1 };
  const at = { textDocument, position: { line: 1, character: 1 } };
  const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
  return [
    ["textDocument/didChange", { textDocument, contentChanges: [{ range, text: "x" }] }],
    ["textDocument/didClose", { textDocument }],
    ["textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } }],
    ["codeAction/resolve", { title: "a", data: { uri, index: 0 } }],
    ["textDocument/hover", at],
    ["textDocument/completion", at],
    ["textDocument/definition", at],
    ["textDocument/references", { ...at, context: { includeDeclaration: true } }],
    ["textDocument/rename", { ...at, newName: "a" }],
    ["textDocument/prepareRename", at],
    ["textDocument/codeLens", { textDocument }],
    ["textDocument/documentSymbol", { textDocument }],
    ["textDocument/foldingRange", { textDocument }],
    ["workspace/symbol", { query: "a" }],
    ["workspace/executeCommand", { command: "durableObjects.exportClass", arguments: [configPath, null, "Room"] }],
    ["workspace/didChangeConfiguration", { settings: { durableObjects: { rules: {} } } }],
    ["workspace/didRenameFiles", { files: [{ oldUri: uri, newUri: uri }] }],
    ["durableObjects/refactor", { kind: "addBinding", configPath, binding: { className: "Room", environment: null } }],
    [
      "durableObjects/refactor",
      {
        kind: "addObject",
        configPath,
        object: { name: "A", kind: "rpc", storage: "sqlite", file: "a.ts", environments: [null] },
      },
    ],
    ["durableObjects/classAt", at],
    ["durableObjects/matrix", { configPath }],
    ["durableObjects/errors", { configPath, environment: null }],
    ["durableObjects/callPlace", { configPath }],
    ["durableObjects/nodeTooltip", { id: "a" }],
    ["durableObjects/rulePage", { rule: "a" }],
    ["durableObjects/wranglerRun", { configPath, environment: null, command: "dev", findings: [], folder }],
    ["durableObjects/nobodyKnowsThis", {}],
    ["$/cancelRequest", { id: 1 }],
  ];
}

/** The same with some values replaced by others of any type. */
function damaged(draw: Draw, value: unknown): unknown {
  if (draw(5) === 0)
    return pick<unknown>(draw, [
      null,
      0,
      -1,
      1e21,
      "",
      "__proto__",
      "untitled:a",
      "%%%",
      [],
      {},
      [[]],
      { __proto__: null, constructor: 1 },
      "x".repeat(10_000),
    ]);
  if (Array.isArray(value)) return value.map((each) => damaged(draw, each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, damaged(draw, each)]));
}

function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** Makes a folder a repository with everything committed. */
function commit(folder: string): void {
  git(folder, "init", "--quiet");
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "--message=first");
}

function git(cwd: string, ...words: readonly string[]): void {
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], { cwd });
}

function copyOf(folder: string): string {
  const [copy] = temporaryFolder("do-hostile");
  cpSync(folder, copy, { recursive: true });
  return copy;
}
