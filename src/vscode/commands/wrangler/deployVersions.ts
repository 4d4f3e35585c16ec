import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";
import { runAsking } from "./questions.ts";

export function deployVersions(services: Services): Command {
  return {
    name: "deployVersions",
    async run(given) {
      const target = await services.choice.target(given);
      if (target !== undefined) await runAsking(services, "versions deploy", target);
    },
  };
}
