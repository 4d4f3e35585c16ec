import type { Command } from "../../commands.ts";
import { accountFor } from "../../wrangler/accountNews.ts";
import { jobOf } from "../../wrangler/job.ts";
import type { Services } from "../../wrangler/services.ts";
import { codeOf, runShown } from "../../wrangler/terminal.ts";
import { runFlow } from "./runFlow.ts";

/** Shows the latest deployment: what to look at when nobody knows whether a deploy arrived. */
export function showDeployed(services: Services): Command {
  return {
    name: "showDeployed",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      const job = await jobOf(services, target);
      const env = await accountFor(services, job);
      if (env === undefined) return;
      const command = { kind: "deployments status", on: job.on, isJson: false } as const;
      const spec = await services.tools.specOf(command, job.folder, env);
      await runFlow(`deployments status ${job.name}`, async (io) => codeOf((await runShown(spec, io)).end));
    },
  };
}
