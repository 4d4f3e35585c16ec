import { dirname } from "../../../core/text/path.ts";
import type { WranglerCommand } from "../../../core/wrangler/commandLine.ts";
import type { Target } from "../../../core/wrangler/summary.ts";
import { targetName } from "../../wrangler/choice.ts";
import { environmentOption } from "../../wrangler/devPlan.ts";
import { runInTerminal } from "../../wrangler/inTerminal.ts";
import type { Services } from "../../wrangler/services.ts";

type Asking = Extract<WranglerCommand, { readonly kind: "versions deploy" | "rollback" | "delete" }>["kind"];

/** Runs a command that asks its own questions, for a Worker, in a terminal. */
export async function runAsking(services: Services, kind: Asking, target: Target): Promise<void> {
  const summaries = await services.describeWorkers();
  const summary = summaries.find((each) => each.configPath === target.configPath);
  const account = await services.accounts.choose(target, summary, new AbortController().signal);
  if (account.kind === "cancelled") return;
  const on = { config: target.configPath, environment: environmentOption(target, summaries) };
  const env: Record<string, string> = account.kind === "account" ? { CLOUDFLARE_ACCOUNT_ID: account.id } : {};
  const name = `${kind} ${targetName(summary, target)}`;
  await runInTerminal(services.tools, name, { command: { kind, on }, folder: dirname(target.configPath), env });
}
