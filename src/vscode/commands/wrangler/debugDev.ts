import type { Command } from "../../commands.ts";
import { startDebugging } from "../../wrangler/debug.ts";
import type { Services } from "../../wrangler/services.ts";

export function debugDev(services: Services): Command {
  return {
    name: "debugDev",
    async run(given) {
      const target = await services.choice.target(given);
      if (target !== undefined) await startDebugging(services, target);
    },
  };
}
