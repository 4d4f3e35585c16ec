import type { Command } from "../../commands.ts";
import { runInTerminal } from "../../wrangler/inTerminal.ts";
import type { Services } from "../../wrangler/services.ts";
import { anyFolder } from "./anyFolder.ts";

export function login(services: Services): Command {
  return {
    name: "login",
    async run() {
      const folder = await anyFolder(services);
      if (folder !== undefined)
        await runInTerminal(services.tools, "wrangler login", { command: { kind: "login" }, folder });
    },
  };
}
