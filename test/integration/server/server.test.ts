import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, replaceText, waitForNoProblem, waitForProblem, workspaceFile } from "../support/editor.ts";
import { kill, serverProcess, serverProcesses } from "../support/serverProcess.ts";
import { waitFor } from "../support/waitFor.ts";

const rule = "bound-class-not-exported";

describe("the language server", () => {
  const configuration = workspaceFile("wrangler.jsonc");

  it("is one process beside the extension host", async () => {
    await waitForProblem(configuration, rule);
    assert.equal(serverProcesses().length, 1);
  });

  it("is started again when it dies, and knows what is unsaved", async () => {
    const editor = await openFile("src/index.ts");
    await replaceText(editor, "class Counter", "export class Counter");
    await waitForNoProblem(configuration, rule);
    const before = await serverProcess();
    kill(before);
    assert.notEqual(await serverProcess(before), before);
    await replaceText(editor, "export class Counter", "class Counter");
    await waitForProblem(configuration, rule);
    await replaceText(editor, "class Counter", "export class Counter");
    await waitForNoProblem(configuration, rule);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await waitForProblem(configuration, rule);
  });

  it("is another one after Restart Server", async () => {
    const before = await serverProcess();
    await vscode.commands.executeCommand("durableObjects.restartServer");
    assert.notEqual(await serverProcess(before), before);
    await waitForProblem(configuration, rule);
    await waitFor("the end of the old server", () => (serverProcesses().length === 1 ? true : undefined));
  });

  it("is started again when it dies while it starts", async () => {
    const before = await serverProcess();
    const restarted = vscode.commands.executeCommand("durableObjects.restartServer");
    const dying = await serverProcess(before);
    kill(dying);
    await restarted;
    await waitFor("a server in its place", () => serverProcesses().find((pid) => pid !== before && pid !== dying));
    await waitForProblem(configuration, rule);
  });

  it("is left alone when it keeps dying, until Restart Server", async () => {
    let last = 0;
    // Two deaths are left over from the tests above.
    for (let deaths = 0; deaths < 3; deaths++) {
      last = await serverProcess(last);
      await waitForProblem(configuration, rule);
      kill(last);
    }
    await waitForNoProblem(configuration, rule);
    assert.deepEqual(serverProcesses(), []);
    await vscode.commands.executeCommand("durableObjects.restartServer");
    await waitForProblem(configuration, rule);
  });
});
