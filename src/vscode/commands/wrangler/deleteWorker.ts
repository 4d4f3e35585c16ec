import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import { accountFor } from "../../wrangler/accountNews.ts";
import { runAsking } from "../../wrangler/asking.ts";
import { tellAsked } from "../../wrangler/deployNews.ts";
import { jobOf } from "../../wrangler/job.ts";
import { typesName } from "../../wrangler/planPick.ts";
import type { Services } from "../../wrangler/services.ts";

/** The name is typed here; whether other Workers would break is asked by wrangler, in a terminal. */
export function deleteWorker(services: Services): Command {
  return {
    name: "deleteWorker",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      const job = await jobOf(services, target);
      const prompt = vscode.l10n.t(
        "Deleting the Worker {0} deletes its Durable Objects with ALL their data and cannot be undone. Type its name to go on.",
        job.name,
      );
      if (!(await typesName(job.name, prompt))) return;
      const env = await accountFor(services, job);
      if (env === undefined) return;
      const command = { kind: "delete", on: job.on } as const;
      const outcome = await runAsking(services.tools, `delete ${job.name}`, { command, folder: job.folder, env });
      services.publish("delete", target, outcome);
      // Whether it was deleted or the person said no in the end, its last deploy tells nothing any more.
      if (outcome.code === 0) await services.records.deleted(target);
      tellAsked(outcome);
    },
  };
}
