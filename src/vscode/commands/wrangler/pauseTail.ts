import type { Command } from "../../commands.ts";
import { togglePause } from "../../wrangler/tailFlow.ts";

export function pauseTail(): Command {
  return { name: "pauseTail", run: togglePause };
}
