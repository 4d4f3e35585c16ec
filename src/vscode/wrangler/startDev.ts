import * as vscode from "vscode";
import type { Target } from "../../core/wrangler/summary.ts";
import { requireDev } from "./devPlan.ts";
import type { Services } from "./services.ts";
import { isRunning, keyOf } from "./sessions.ts";
import { taskFor } from "./tasks.ts";

/**
 * Starts `dev` of a Worker as a task. True once there is a session, false if the task ended before there was one. Throws
 * `CannotStart` before there is a terminal, so that it can be explained.
 */
export async function startDev(services: Services, target: Target, isAlone = false): Promise<boolean> {
  await requireDev(services.tools, target);
  const task = taskFor(services, "dev", target, await services.describeWorkers(), isAlone);
  const subscriptions: vscode.Disposable[] = [];
  try {
    const started = new Promise<boolean>((resolve) => {
      const settle = services.sessions.onDidChange((info) => {
        if (keyOf(info.target) === keyOf(target) && isRunning(info.state)) resolve(true);
      });
      subscriptions.push(settle);
    });
    const execution = await vscode.tasks.executeTask(task);
    const ended = new Promise<boolean>((resolve) => {
      subscriptions.push(
        vscode.tasks.onDidEndTask((event) => {
          if (event.execution === execution) resolve(false);
        }),
      );
    });
    return await Promise.race([started, ended]);
  } finally {
    vscode.Disposable.from(...subscriptions).dispose();
  }
}
