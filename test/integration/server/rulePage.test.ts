import assert from "node:assert/strict";
import * as vscode from "vscode";
import { waitForProblem, workspaceFile } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

const rule = "bound-class-not-exported";

describe("the page of a rule", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  /** Waits for the preview of a rule's page. */
  const previewOf = async (id: string) => {
    await waitFor(`the preview of ${id}`, () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      const isPreview = tab?.input instanceof vscode.TabInputWebview && tab.input.viewType.includes("markdown");
      return isPreview && tab.label.includes(`${id}.md`) ? true : undefined;
    });
  };

  it("opens from the link of a problem", async () => {
    const { code } = await waitForProblem(workspaceFile("wrangler.jsonc"), rule);
    assert.ok(typeof code === "object");
    assert.equal(code.target.authority, "durable-objects.durable-objects");
    await vscode.commands.executeCommand("vscode.open", code.target);
    await previewOf(rule);
  });

  it("opens with the command, and nothing opens for what is no rule", async () => {
    await vscode.commands.executeCommand("durableObjects.showRulePage", "../../README");
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
    await vscode.commands.executeCommand("durableObjects.showRulePage", rule);
    await previewOf(rule);
  });
});
