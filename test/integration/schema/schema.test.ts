import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { openFile, replaceText, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

/** A workspace with two wranglers: the one of this project, and one that does not know `exports` yet. */
describe("JSON configurations without $schema", () => {
  before(() => {
    const schema = projectSchema();
    install("new", "4.164.0", schema);
    install("old", "4.90.0", schema.replace('"exports": {', '"not_yet": {'));
  });

  it("have the keys and descriptions of the wrangler that is installed for each of them", async () => {
    const older = await openFile("old/wrangler.json");
    await unknownKeys(older.document.uri, ["exports"]);
    const newer = await openFile("new/wrangler.json");
    const text = await hoverOn(newer.document, `"compatibility_date"`, /runtime/i);
    assert.match(text, /date/i);
    // Whichever of them is in front, and although both are open.
    await unknownKeys(newer.document.uri, []);
    await unknownKeys(older.document.uri, ["exports"]);
    await openFile("old/wrangler.json");
    await unknownKeys(newer.document.uri, []);
    await unknownKeys(older.document.uri, ["exports"]);
  });

  it("are read with comments and trailing commas, as wrangler reads them", async () => {
    const { document } = await openFile("new/wrangler.json");
    assert.deepEqual(jsonProblems(document.uri), []);
  });

  it("are told apart by what they say now, saved or not", async () => {
    const editor = await openFile("old/wrangler.json");
    await replaceText(editor, `"name": "old",`, `"name": "older", "none": 1,`);
    await unknownKeys(editor.document.uri, ["none", "exports"]);
  });
});

function projectSchema(): string {
  const extension = vscode.extensions.getExtension("durable-objects.durable-objects");
  return readFileSync(path.join(extension?.extensionPath ?? "", "node_modules/wrangler/config-schema.json"), "utf8");
}

/** Installs as much of a wrangler as says its version and schema. */
function install(folder: string, version: string, schema: string): void {
  const target = path.join(workspaceFile(folder).fsPath, "node_modules/wrangler");
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, "config-schema.json"), schema);
  writeFileSync(path.join(target, "package.json"), JSON.stringify({ name: "wrangler", version }));
}

/** Waits until exactly these keys are ones that the schema of a file does not know. */
async function unknownKeys(uri: vscode.Uri, keys: readonly string[]): Promise<void> {
  await waitFor(`${keys.join(", ") || "no key"} to be unknown in ${uri.path}`, () => {
    const found = jsonProblems(uri).flatMap((each) => /^Property (\w+) is not allowed/.exec(each)?.[1] ?? []);
    return JSON.stringify(found) === JSON.stringify(keys) || undefined;
  });
}

function jsonProblems(uri: vscode.Uri): readonly string[] {
  const problems = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== "Durable Objects");
  return problems.map(({ message }) => message);
}

async function hoverOn(document: vscode.TextDocument, key: string, wanted: RegExp): Promise<string> {
  const at = document.positionAt(document.getText().indexOf(key) + 3);
  return waitFor(`what ${key} is`, async () => {
    const found = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", document.uri, at);
    const texts = found.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === "string" ? each : each.value)),
    );
    return texts.find((each) => wanted.test(each));
  });
}
