import * as vscode from "vscode";
import type { Target } from "../../core/wrangler/summary.ts";
import { requireDev } from "./devPlan.ts";
import type { Services } from "./services.ts";
import { isRunning, keyOf } from "./sessions.ts";
import { taskFor } from "./tasks.ts";

/** Starts `dev` of a Worker as a task. Throws `CannotStart` before there is a terminal, so that it can be explained. */
export async function startDev(services: Services, target: Target, isAlone = false): Promise<void> {
  await requireDev(services.tools, target);
  const summaries = await services.describeWorkers();
  const started = new Promise<void>((resolve) => {
    const subscription = services.sessions.onDidChange((info) => {
      const isNew = keyOf(info.target) === keyOf(target) && isRunning(info.state);
      if (!isNew) return;
      subscription.dispose();
      resolve();
    });
  });
  await vscode.tasks.executeTask(taskFor(services, "dev", target, summaries, isAlone));
  await started;
}
