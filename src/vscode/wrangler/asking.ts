import * as vscode from "vscode";
import type { FilePath } from "../../core/text/span.ts";
import { readFindings } from "../../core/wrangler/findings/read.ts";
import type { WranglerCommand } from "../../core/wrangler/commandLine.ts";
import { takeOutput } from "./devSession.ts";
import { outputFile } from "./outputFiles.ts";
import type { RunSpec } from "./run.ts";
import type { Outcome } from "./terminal.ts";
import type { Tools } from "./tools.ts";

/** A command of wrangler that asks questions. */
export interface Asking {
  readonly command: WranglerCommand;
  readonly folder: FilePath;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a command has come to that had a terminal to itself: it cannot be read, but wrangler also writes a file. */
export type AskedOutcome = Pick<Outcome, "entries" | "findings"> & {
  /** Undefined if the terminal was closed before the end. */
  readonly code: number | undefined;
};

/** Runs a command of wrangler that asks its own questions in a terminal, to its end. Throws `CannotStart`. */
export async function runAsking(tools: Tools, name: string, asking: Asking): Promise<AskedOutcome> {
  return runInTerminal(name, await tools.specOf(asking.command, asking.folder, asking.env ?? {}));
}

/**
 * Runs a program in a terminal, to its end. It is a task, so that what it said stays to be read; its program is Node itself
 * with an argument array: there is no shell in it. Aborting ends it.
 */
export async function runInTerminal(
  name: string,
  { command, args, cwd, env }: RunSpec,
  signal?: AbortSignal,
): Promise<AskedOutcome> {
  const file = outputFile();
  const given = Object.entries({ ...env, WRANGLER_OUTPUT_FILE_PATH: file }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  const execution = new vscode.ProcessExecution(command, [...args], { cwd, env: Object.fromEntries(given) });
  const code = await runToEnd(taskOf(name, execution), signal);
  const entries = takeOutput(file);
  return { code, entries, findings: readFindings("", entries) };
}

/** Runs a task, and answers with the code of its process; undefined if it had none, or was ended from outside. */
export async function runToEnd(task: vscode.Task, signal?: AbortSignal): Promise<number | undefined> {
  const codes = new Map<vscode.TaskExecution, number | undefined>();
  const ended = new Set<vscode.TaskExecution>();
  const changed = new vscode.EventEmitter<void>();
  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => void codes.set(execution, exitCode)),
    vscode.tasks.onDidEndTask(({ execution }) => {
      ended.add(execution);
      changed.fire();
    }),
  );
  try {
    const execution = await vscode.tasks.executeTask(task);
    if (signal?.aborted === true) execution.terminate();
    signal?.addEventListener("abort", () => execution.terminate(), { once: true });
    // It may have ended before anybody knew which execution it is.
    while (!ended.has(execution)) await new Promise<void>((resolve) => changed.event(() => resolve()));
    return codes.get(execution);
  } finally {
    subscriptions.dispose();
  }
}

/** Where a task belongs that is about no folder. */
export function taskScope(): vscode.TaskScope.Global | vscode.TaskScope.Workspace {
  return vscode.workspace.workspaceFolders === undefined ? vscode.TaskScope.Global : vscode.TaskScope.Workspace;
}

/** A task for a program that a person answers. */
export function taskOf(name: string, execution: vscode.ProcessExecution): vscode.Task {
  const task = new vscode.Task({ type: "process" }, taskScope(), name, "Durable Objects", execution);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    focus: true,
    panel: vscode.TaskPanelKind.Dedicated,
    clear: true,
  };
  return task;
}
