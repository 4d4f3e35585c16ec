import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { runAsking } from "./questions.ts";

export function rollback(services: Services): Command {
  return {
    name: "rollback",
    async run(given) {
      const target = await services.choice.target(given);
      if (target !== undefined) await runAsking(services, "rollback", target);
    },
  };
}
