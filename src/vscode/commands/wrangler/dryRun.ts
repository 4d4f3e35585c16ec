import type { Command } from "../../commands.ts";
import { jobOf } from "../../wrangler/job.ts";
import type { Services } from "../../wrangler/services.ts";
import { codeOf, runShown } from "../../wrangler/terminal.ts";
import { runFlow } from "./runFlow.ts";

/** Builds and checks as a deploy does, and sends nothing. */
export function dryRun(services: Services): Command {
  return {
    name: "dryRun",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      const { name, on, folder } = await jobOf(services, target);
      const command = { kind: "deploy", on, isDryRun: true, isStrict: false, extra: [] } as const;
      const spec = await services.tools.specOf(command, folder);
      await runFlow(`deploy --dry-run ${name}`, async (io) => {
        const outcome = await runShown(spec, io);
        services.publish("deploy", target, outcome);
        return codeOf(outcome.end);
      });
    },
  };
}
