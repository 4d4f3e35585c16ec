import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, problemsOf, ruleOf, waitForNoProblem, workspaceFile } from "../support/editor.ts";
import { printMeasured } from "./measured.ts";

const rule = "bound-class-not-exported";
const configuration = workspaceFile("wrangler.jsonc");

/** Each key is one measurement. */
const keys = Number(process.env["DURABLE_OBJECTS_KEYSTROKES"] ?? 20);

describe("a keystroke", function () {
  this.timeout(120_000);

  for (const [where, file, behind] of [
    ["in the configuration", "wrangler.jsonc", `"class_name": "Counter`],
    ["in the source", "src/index.ts", "export class Counter"],
  ] as const) {
    it(`${where} changes the problems`, async () => {
      const editor = await openFile(file);
      await waitForNoProblem(configuration, rule);
      const at = editor.document.positionAt(editor.document.getText().indexOf(behind) + behind.length);
      editor.selection = new vscode.Selection(at, at);
      const times: number[] = [];
      for (let key = 0; key < keys; key++) times.push(await press(key % 2 === 0));
      if (keys % 2 === 1) await press(false);
      assert.equal(editor.document.getText(new vscode.Range(at.translate(0, -7), at)), "Counter");
      await vscode.commands.executeCommand("workbench.action.files.revert");
      const sorted = times.toSorted((a, b) => a - b);
      const share = (part: number): string => `${Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0)} ms`;
      printMeasured(`a key ${where}`, share(0.5), share(0.95), share(1), `${keys}`);
    });
  }
});

/** Types a letter or takes it away, and waits until VS Code has the problem, or has it no longer. In milliseconds. */
async function press(isWrong: boolean): Promise<number> {
  const start = performance.now();
  const shown = shownAs(isWrong);
  await (isWrong
    ? vscode.commands.executeCommand("type", { text: "x" })
    : vscode.commands.executeCommand("deleteLeft"));
  await shown;
  return performance.now() - start;
}

async function shownAs(isWrong: boolean): Promise<void> {
  const isThere = (): boolean => problemsOf(configuration).some((each) => ruleOf(each) === rule);
  await new Promise<void>((resolve) => {
    const listening = vscode.languages.onDidChangeDiagnostics(() => {
      if (isThere() !== isWrong) return;
      listening.dispose();
      resolve();
    });
  });
}
