import type { Command } from "../../commands.ts";
import { targetName } from "../../wrangler/choice.ts";
import { deployFlow } from "../../wrangler/deployFlow.ts";
import { folderOf } from "../../wrangler/devPlan.ts";
import type { Services } from "../../wrangler/services.ts";
import { runFlow } from "./runFlow.ts";

export function uploadVersion(services: Services): Command {
  return {
    name: "uploadVersion",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      await services.tools.require(folderOf(services.tools, target));
      const name = targetName(await services.choice.summaryOf(target), target);
      await runFlow(`versions upload ${name}`, async (io) => deployFlow(services, "versions upload", target, io));
    },
  };
}
