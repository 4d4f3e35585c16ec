import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import type { Metafile } from "esbuild";
import {
  createProtocolConnection,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { builtFolder } from "../support/built.ts";

/** How large the part of the extension may be that VS Code waits for, in bytes. */
const maxEntrySize = 100_000;

describe("what is built", function () {
  this.timeout(60_000);
  let folder: string;
  let meta: Metafile;

  before(() => {
    folder = builtFolder();
    meta = JSON.parse(readFileSync(path.join(folder, "meta.json"), "utf8"));
  });

  /** The modules in a bundle, by their paths in the project. */
  const modulesIn = (name: string): readonly string[] => {
    const found = Object.entries(meta.outputs).find(([file]) => file.endsWith(`/${name}.cjs`));
    assert.ok(found, `${name}.cjs is built`);
    return Object.keys(found[1].inputs);
  };

  it("core and all that it imports know neither Node nor VS Code", () => {
    const core = Object.keys(meta.inputs).filter((file) => file.startsWith("src/core/"));
    const reached = new Set<string>(core);
    for (const file of reached) {
      for (const each of meta.inputs[file]?.imports ?? []) {
        assert.ok(!isOfHost(each.path), `${file} imports ${each.path}`);
        if (each.external !== true) reached.add(each.path);
      }
    }
    assert.ok(core.length > 50);
    const rings = [...reached].filter((file) => /^src\/(language|node|vscode)\//.test(file));
    assert.deepEqual(rings, []);
  });

  it("the extension's entry is small, and holds neither client nor server", () => {
    assert.ok(statSync(path.join(folder, "extension.cjs")).size < maxEntrySize);
    assert.deepEqual(
      modulesIn("extension").filter(
        (file) => !/^src\/(extension|contributions|protocol|vscode\/|node\/rulePages)/.test(file),
      ),
      [],
    );
  });

  it("the editor's side holds no parser: of core it has text, wrangler and where local data lies only", () => {
    for (const name of ["extension", "main"]) {
      const modules = modulesIn(name);
      assert.deepEqual(
        modules.filter((file) =>
          /^src\/core\/(?!text\/|wrangler\/|localData\/(?:answer|folders|moves|stored)\.ts)/.test(file),
        ),
        [],
      );
      const parsers = /node_modules\/(typescript|jsonc-parser|toml-eslint-parser|smol-toml|@iarna)\//;
      assert.deepEqual(
        modules.filter((file) => parsers.test(file)),
        [],
      );
    }
  });

  it("server and command line hold nothing of the editor's side", () => {
    for (const name of ["server", "languageServer", "cli", "commandLine"])
      assert.deepEqual(
        modulesIn(name).filter((file) => /^src\/vscode\/|vscode-languageclient/.test(file)),
        [],
      );
  });

  it("the command line is plain ASCII, which V8 reads as one byte for each letter", () => {
    for (const name of ["cli", "commandLine", "typescript", "sqlite"])
      assert.doesNotMatch(readFileSync(path.join(folder, `${name}.cjs`), "utf8"), /[^\0-\x7f]/, name);
  });

  it("TypeScript is a file of its own", () => {
    const holders = ["extension", "main", "server", "languageServer", "cli", "commandLine"].filter((name) =>
      modulesIn(name).some((file) => file.includes("node_modules/typescript/")),
    );
    assert.deepEqual(holders, []);
  });

  it("when activation returns, nothing but the entry has been loaded", () => {
    const entry = path.join(folder, "extension.cjs");
    const vscode = path.join(folder, "node_modules/vscode/index.js");
    const script = path.resolve("test/build/activate.cjs");
    mkdirSync(path.dirname(vscode), { recursive: true });
    copyFileSync("test/build/vscodeStandIn.cjs", vscode);
    const loaded = execFileSync(process.execPath, [script, entry], { encoding: "utf8" }).trim().split("\n");
    assert.deepEqual(loaded, [script, entry, vscode]);
  });

  it("the command line is a language server too, over its standard streams", async () => {
    const server = spawn(process.execPath, [path.join(folder, "cli.cjs"), "lsp", "--stdio"]);
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const params = { processId: null, rootUri: null, capabilities: {} };
    const { serverInfo } = await connection.sendRequest<InitializeResult>("initialize", params);
    assert.equal(serverInfo?.name, "Durable Objects");
    await connection.sendRequest("shutdown");
    const ended = once(server, "exit");
    await connection.sendNotification("exit");
    assert.deepEqual(await ended, [0, null]);
    connection.dispose();
  });
});

/** Whether an import is of Node or VS Code. */
function isOfHost(specifier: string): boolean {
  return specifier.startsWith("node:") || specifier === "vscode" || builtinModules.includes(specifier);
}
