import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { openFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

/** Another extension for TOML, which gives neither outline nor folding: so what is seen is certainly ours. */
const other = {
  name: "other-toml",
  publisher: "nobody",
  version: "1.0.0",
  engines: { vscode: "^1.100.0" },
  contributes: { languages: [{ id: "toml", extensions: [".toml"] }] },
};

describe("outline and folding of TOML", function () {
  this.timeout(120_000);
  let document: vscode.TextDocument;

  before(async () => ({ document } = await openFile("wrangler.toml")));

  it("are there while no other extension contributes the language", async () => {
    assert.deepEqual(await outlineOf(document, true), ["name", "compatibility_date", "durable_objects"]);
    assert.deepEqual(await foldsOf(document), [
      [0, 1],
      [5, 8],
    ]);
  });

  it("are left to another extension as soon as it is installed, and taken back when it goes", async () => {
    await vscode.commands.executeCommand("workbench.extensions.installExtension", vscode.Uri.file(packaged()));
    await waitFor("the other extension", () => vscode.extensions.getExtension("nobody.other-toml"));
    assert.deepEqual(await outlineOf(document, false), []);
    assert.ok(!(await foldsOf(document)).some(([start]) => start === 5));
    await vscode.commands.executeCommand("workbench.extensions.uninstallExtension", "nobody.other-toml");
    assert.deepEqual(await outlineOf(document, true), ["name", "compatibility_date", "durable_objects"]);
  });
});

/** The top of the outline, as soon as it is there or is not. */
async function outlineOf(document: vscode.TextDocument, isThere: boolean): Promise<readonly string[]> {
  return waitFor(isThere ? "an outline" : "the end of the outline", async () => {
    const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    const names = (found ?? []).map(({ name }) => name);
    return names.length > 0 === isThere ? names : undefined;
  });
}

async function foldsOf(document: vscode.TextDocument): Promise<readonly (readonly [number, number])[]> {
  const found = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
    "vscode.executeFoldingRangeProvider",
    document.uri,
  );
  return (found ?? []).map(({ start, end }) => [start, end] as const);
}

/** The other extension as a VSIX. @returns its path */
function packaged(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "do-other-toml-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(other));
  writeFileSync(path.join(folder, "LICENSE"), "");
  writeFileSync(path.join(folder, "README.md"), "For a test.");
  const extension = vscode.extensions.getExtension("durable-objects.durable-objects");
  const vsce = path.join(extension?.extensionPath ?? "", "node_modules/@vscode/vsce/vsce");
  const file = path.join(folder, "other.vsix");
  const args = ["package", "--allow-missing-repository", "--no-dependencies", "--out", file];
  execFileSync(process.execPath, [vsce, ...args], { cwd: folder, stdio: "pipe" });
  return file;
}
