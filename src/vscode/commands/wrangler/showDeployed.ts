import { dirname } from "../../../core/text/path.ts";
import type { Command } from "../../commands.ts";
import { targetName } from "../../wrangler/choice.ts";
import { environmentOption } from "../../wrangler/devPlan.ts";
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
      const summaries = await services.describeWorkers();
      const summary = summaries.find((each) => each.configPath === target.configPath);
      const on = { config: target.configPath, environment: environmentOption(target, summaries) };
      runFlow(`deployments status ${targetName(summary, target)}`, async (io) => {
        const account = await services.accounts.choose(target, summary, io.signal);
        const env = account.kind === "account" ? { CLOUDFLARE_ACCOUNT_ID: account.id } : {};
        const spec = await services.tools.specOf({ kind: "deployments status", on }, dirname(target.configPath), env);
        return codeOf((await runShown(spec, io)).end);
      });
    },
  };
}
