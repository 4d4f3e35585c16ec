import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import { targetName } from "../../wrangler/choice.ts";
import { typesName } from "../../wrangler/planPick.ts";
import type { Services } from "../../wrangler/services.ts";
import { runAsking } from "./questions.ts";

/** The name is typed here; whether other Workers would break is asked by wrangler, in a terminal. */
export function deleteWorker(services: Services): Command {
  return {
    name: "deleteWorker",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      const name = targetName(await services.choice.summaryOf(target), target);
      const prompt = vscode.l10n.t(
        "Deleting the Worker {0} deletes its Durable Objects with ALL their data and cannot be undone. Type its name to go on.",
        name,
      );
      if (!(await typesName(name, prompt))) return;
      await runAsking(services, "delete", target);
      await services.records.deleted(target);
    },
  };
}
