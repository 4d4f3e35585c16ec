import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { inMs, share } from "../../support/measured.ts";
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
      const presses: Press[] = [];
      for (let key = 0; key < keys; key++) presses.push(await press(key % 2 === 0));
      if (keys % 2 === 1) await press(false);
      assert.equal(editor.document.getText(new vscode.Range(at.translate(0, -7), at)), "Counter");
      await vscode.commands.executeCommand("workbench.action.files.revert");
      const problems = presses.map(({ problem }) => problem);
      const echo = share(
        presses.map(({ echo: each }) => each),
        0.5,
      );
      const [median, most] = [share(problems, 0.5), share(problems, 0.95)];
      const cells = [inMs(median), inMs(most), inMs(Math.max(...problems)), inMs(echo), (median / echo).toFixed(1)];
      printMeasured(`a key ${where}`, ...cells);
    });
  }
});

/** What a key took, in milliseconds. */
interface Press {
  /** Until the document had changed for extensions: VS Code's own part, which every extension waits for. */
  readonly echo: number;
  /** Until VS Code had the problem, or had it no longer. */
  readonly problem: number;
}

/** Types a letter or takes it away. */
async function press(isWrong: boolean): Promise<Press> {
  const start = performance.now();
  const echo = changed().then(() => performance.now() - start);
  const problem = shownAs(isWrong).then(() => performance.now() - start);
  await (isWrong
    ? vscode.commands.executeCommand("type", { text: "x" })
    : vscode.commands.executeCommand("deleteLeft"));
  return { echo: await echo, problem: await problem };
}

async function changed(): Promise<void> {
  await new Promise<void>((resolve) => {
    const listening = vscode.workspace.onDidChangeTextDocument(() => {
      listening.dispose();
      resolve();
    });
  });
}

/** Asks again and again: the event that problems have changed is held back by VS Code for some 50 ms. */
async function shownAs(isWrong: boolean): Promise<void> {
  while (problemsOf(configuration).some((each) => ruleOf(each) === rule) !== isWrong) await sleep(1);
}
