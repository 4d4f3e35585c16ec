import * as vscode from "vscode";
import { dirname } from "../../../core/text/path.ts";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { taskFor } from "../../wrangler/tasks.ts";

export function generateTypes(services: Services): Command {
  return {
    name: "generateTypes",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      await services.tools.require(dirname(target.configPath));
      const task = taskFor(services, "types", target, await services.describeWorkers());
      task.presentationOptions = { ...task.presentationOptions, reveal: vscode.TaskRevealKind.Silent };
      await vscode.tasks.executeTask(task);
    },
  };
}
