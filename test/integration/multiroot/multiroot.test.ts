import assert from "node:assert/strict";
import * as vscode from "vscode";
import { problemsOf, replaceText, ruleOf, waitForNoProblem, waitForProblem } from "../support/editor.ts";

describe("a workspace of two folders, one with a space and an umlaut in its path", () => {
  const [caller, counter] = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  assert.ok(caller && counter);
  const callerConfiguration = vscode.Uri.joinPath(caller, "wrangler.toml");
  const counterConfiguration = vscode.Uri.joinPath(counter, "wrangler.jsonc");
  const source = vscode.Uri.joinPath(counter, "src/index.ts");

  it("shows the problems of both, also where one Worker binds the other", async () => {
    await waitForProblem(counterConfiguration, "bound-class-not-exported");
    await waitForProblem(callerConfiguration, "external-script-class-missing");
  });

  it("mends both with one export", async () => {
    const editor = await vscode.window.showTextDocument(source);
    await replaceText(editor, "class Counter", "export class Counter");
    await waitForNoProblem(counterConfiguration, "bound-class-not-exported");
    await waitForNoProblem(callerConfiguration, "external-script-class-missing");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await waitForProblem(counterConfiguration, "bound-class-not-exported");
  });

  it("goes by the settings of each folder", async () => {
    const settings = vscode.workspace.getConfiguration("durableObjects", counter);
    const rules = { "bound-class-not-exported": "off" };
    await settings.update("rules", rules, vscode.ConfigurationTarget.WorkspaceFolder);
    await waitForNoProblem(counterConfiguration, "bound-class-not-exported");
    assert.deepEqual(problemsOf(callerConfiguration).map(ruleOf), ["external-script-class-missing"]);
    await settings.update("rules", undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await waitForProblem(counterConfiguration, "bound-class-not-exported");
  });

  it("takes the problems of a folder back when it is closed, and follows files that come and go", async () => {
    const created = vscode.Uri.joinPath(caller, "wrangler.copy.toml");
    await vscode.workspace.fs.copy(callerConfiguration, created);
    await waitForProblem(created, "external-script-class-missing");
    await vscode.workspace.fs.delete(created);
    await waitForNoProblem(created, "external-script-class-missing");
    vscode.workspace.updateWorkspaceFolders(1, 1);
    await waitForNoProblem(counterConfiguration, "bound-class-not-exported");
    await waitForNoProblem(callerConfiguration, "external-script-class-missing");
  });
});
