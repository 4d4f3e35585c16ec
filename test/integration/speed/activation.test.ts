import assert from "node:assert/strict";
import nodeModule from "node:module";
import path from "node:path";
import * as vscode from "vscode";
import { waitForProblem, workspaceFile, openFile, replaceText } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";
import { printMeasured } from "./measured.ts";

const id = "durable-objects.durable-objects";

describe("activation", () => {
  it("is measured by VS Code itself", async () => {
    const extension = vscode.extensions.getExtension(id);
    await waitFor("activation", () => (extension?.isActive === true ? true : undefined));
    await vscode.commands.executeCommand("perfview.show");
    const row = await waitFor("the row of the extension", () =>
      rowOf(vscode.window.activeTextEditor?.document.getText()),
    );
    const [, , load = "", call = "", finish = ""] = row;
    printMeasured("loading the code", `${load} ms`);
    printMeasured("`activate()`", `${call} ms`);
    printMeasured("until it has resolved", `${finish} ms`);
    for (const time of [load, call, finish]) assert.match(time, /^\d+$/, row.join(" "));
  });

  it("has loaded what a window with a Worker needs, and the server in a process of its own", async () => {
    const editor = await openFile("src/index.ts");
    await replaceText(editor, "export class Counter", "class Counter");
    await waitForProblem(workspaceFile("wrangler.jsonc"), "bound-class-not-exported");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    const loaded = loadedFiles();
    printMeasured("files of the extension that its host has loaded", loaded.join(", "));
    assert.deepEqual(loaded, ["extension.cjs", "main.cjs"]);
  });
});

/** The cells of a row of "Developer: Startup Performance": extension, eager, load, call, finish, event, by. */
function rowOf(text = ""): readonly string[] | undefined {
  const row = text.split("\n").find((line) => line.includes(`| ${id}`));
  return row
    ?.split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function loadedFiles(): readonly string[] {
  const dist = path.join(vscode.extensions.getExtension(id)?.extensionPath ?? "", "dist");
  const files = Object.keys(Reflect.get(nodeModule, "_cache"));
  return files
    .filter((file) => file.startsWith(dist))
    .map((file) => path.basename(file))
    .toSorted();
}
