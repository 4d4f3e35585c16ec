import type { Command } from "../../commands.ts";
import { runInTerminal } from "../../wrangler/inTerminal.ts";
import type { Services } from "../../wrangler/services.ts";
import { anyFolder } from "./anyFolder.ts";

export function logout(services: Services): Command {
  return {
    name: "logout",
    async run() {
      const folder = await anyFolder(services);
      if (folder !== undefined)
        await runInTerminal(services.tools, "wrangler logout", { command: { kind: "logout" }, folder });
    },
  };
}
