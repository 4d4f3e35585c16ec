import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { chooseSession } from "./sessionChoice.ts";

export function stopDev(services: Services): Command {
  return {
    name: "stopDev",
    async run(given) {
      const info = await chooseSession(services, given);
      if (info !== undefined) await services.sessions.stop(info.target);
    },
  };
}
