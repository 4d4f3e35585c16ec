import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";

export function pauseTail({ liveLogs }: Services): Command {
  return { name: "pauseTail", run: () => liveLogs.toggle() };
}
