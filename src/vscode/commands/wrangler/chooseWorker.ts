import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";

/** Asks for Worker, environment and, at the next deploy, account anew. */
export function chooseWorker(services: Services): Command {
  return {
    name: "chooseWorker",
    async run() {
      const target = await services.choice.ask();
      if (target !== undefined) await services.accounts.forget(target);
      return target;
    },
  };
}
