import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { startDev } from "../../wrangler/startDev.ts";
import { chooseSession } from "./sessionChoice.ts";

/** Also starts one again that has ended by itself. */
export function restartDev(services: Services): Command {
  return {
    name: "restartDev",
    async run(given) {
      const info = await chooseSession(services, given, () => true);
      if (info === undefined) return;
      await services.sessions.stop(info.target);
      await startDev(services, info.target);
    },
  };
}
