import * as vscode from "vscode";
import { FlowTerminal, type Flow } from "../../wrangler/terminal.ts";
import { taskScope } from "../../wrangler/asking.ts";
import { taskType } from "../../wrangler/tasks.ts";

/** Runs a flow as a task, one that no tasks.json can name: its terminal shows what the flow writes and how it ended. */
export async function runFlow(name: string, flow: Flow): Promise<void> {
  const execution = new vscode.CustomExecution(async () => new FlowTerminal(flow));
  const definition = { type: taskType, task: name };
  const task = new vscode.Task(definition, taskScope(), name, "Durable Objects", execution);
  task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, showReuseMessage: false, clear: true };
  await vscode.tasks.executeTask(task);
}
