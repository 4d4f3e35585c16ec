import * as vscode from "vscode";
import { dirname } from "../../../core/text/path.ts";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { taskFor } from "../../wrangler/tasks.ts";

export function tail(services: Services): Command {
  return {
    name: "tail",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      await services.tools.require(dirname(target.configPath));
      await vscode.tasks.executeTask(taskFor(services, "tail", target, await services.describeWorkers()));
    },
  };
}
