import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openFile, replaceText } from "../support/editor.ts";
import { waitFor } from "../support/waitFor.ts";
import { answerAt, command, prepare, textAt, useFreePort } from "./environment.ts";

describe("wrangler dev from the editor", function () {
  this.timeout(180_000);
  let port: number;
  before(async () => {
    prepare();
    port = await useFreePort();
  });
  after(async () => command("stopDev"));

  it("starts at the port of the configuration, answers, and reloads what is saved", async () => {
    await command("startDev");
    assert.equal(await answerAt(port), "count 1");
    const editor = await openFile("src/index.ts");
    await replaceText(editor, "`count ", "`counted ");
    await editor.document.save();
    await waitFor("the new code", async () =>
      (await textAt(port))?.startsWith("counted") === true ? true : undefined,
    );
    await replaceText(editor, "`counted ", "`count ");
    await editor.document.save();
  });

  it("makes a mistake that it reports a problem, which goes away with the mistake", async () => {
    const editor = await openFile("src/index.ts");
    await replaceText(editor, "export class Counter", "export clazz Counter");
    await editor.document.save();
    const problem = await waitFor("wrangler's problem", () => said(editor.document.uri)[0]);
    assert.equal(problem.range.start.line, 2);
    await replaceText(editor, "export clazz Counter", "export class Counter");
    await editor.document.save();
    await waitFor("its end", () => (said(editor.document.uri).length === 0 ? true : undefined));
  });

  it("is a task that ends when it is stopped", async () => {
    const execution = vscode.tasks.taskExecutions.find(({ task }) => task.definition.type === "durable-objects");
    assert.equal(execution?.task.name, "dev counter");
    await command("stopDev");
    await waitFor("the end of the task", () => (vscode.tasks.taskExecutions.includes(execution) ? undefined : true));
    assert.equal(await textAt(port), undefined);
  });

  it("offers its tasks, for tasks.json too", async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: "durable-objects" });
    assert.deepEqual(tasks.map(({ name }) => name).toSorted(), [
      "deploy counter",
      "dev counter",
      "tail counter",
      "types counter",
    ]);
  });
});

function said(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, code }) => source === "Durable Objects" && code === "wrangler");
}
