import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { reportFor } from "./doctor.ts";

/** Opens VS Code's issue reporter for this extension, with the doctor's report filled in. */
export function reportIssue(services: Services): Command {
  return {
    name: "reportIssue",
    async run() {
      const summaries = await services.describeWorkers();
      const [only, ...more] = summaries;
      const target =
        only === undefined || more.length > 0 ? undefined : { configPath: only.configPath, environment: null };
      const data = await reportFor(services, target);
      await vscode.commands.executeCommand("workbench.action.openIssueReporter", {
        extensionId: services.context.extension.id,
        data,
      });
    },
  };
}
