import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { taskFor } from "../../wrangler/tasks.ts";
import { folderOf } from "../../wrangler/devPlan.ts";

export function deploy(services: Services): Command {
  return {
    name: "deploy",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      // What cannot be started is explained before there is a terminal.
      await services.tools.require(folderOf(services.tools, target));
      await vscode.tasks.executeTask(taskFor(services, "deploy", target, await services.describeWorkers()));
    },
  };
}
