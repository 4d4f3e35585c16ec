import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  applyFix,
  openFile,
  problemsOf,
  quickFixesFor,
  replaceText,
  ruleOf,
  waitForNoProblem,
  waitForProblem,
  workspaceFile,
} from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";

const rule = "bound-class-not-exported";

describe("a bound class that the entry does not export", () => {
  const configuration = workspaceFile("wrangler.jsonc");

  it("is reported on the binding's class name, in a configuration that nobody opened", async () => {
    const problem = await waitForProblem(configuration, rule);
    const text = (await vscode.workspace.openTextDocument(configuration)).getText(problem.range);
    assert.equal(text.replaceAll('"', ""), "Counter");
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
  });

  it("is mended by its quick fix, and comes back with undo", async () => {
    const editor = await openFile("src/index.ts");
    const before = editor.document.getText();
    // A light bulb asks again by itself, too, where VS Code has cancelled its question.
    const fix = await waitFor("the fix that is about the export", async () => {
      const fixes = await quickFixesFor(configuration, await waitForProblem(configuration, rule));
      return fixes.find(({ title }) => /export/i.test(title));
    });

    await applyFix(fix);
    await waitForNoProblem(configuration, rule);
    assert.deepEqual(problemsOf(configuration).map(ruleOf), []);

    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand("undo");
    await waitForProblem(configuration, rule);
    assert.equal(editor.document.getText(), before);
  });

  it("appears and goes while a person types, without saving", async () => {
    const editor = await openFile("src/index.ts");
    await replaceText(editor, "class Counter", "export class Counter");
    await waitForNoProblem(configuration, rule);
    await replaceText(editor, "export class Counter", "export class Count");
    await waitForProblem(configuration, rule);
    assert.ok(editor.document.isDirty);
  });
});
