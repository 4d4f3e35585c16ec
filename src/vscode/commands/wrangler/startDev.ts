import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { startDev as start } from "../../wrangler/startDev.ts";

export function startDev(services: Services): Command {
  return {
    name: "startDev",
    async run(given) {
      const target = await services.choice.target(given);
      if (target !== undefined) await start(services, target);
    },
  };
}
