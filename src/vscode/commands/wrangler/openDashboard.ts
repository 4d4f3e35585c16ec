import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import type { Services } from "../../wrangler/services.ts";

export function openDashboard(services: Services): Command {
  return {
    name: "openDashboard",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      const summary = await services.choice.summaryOf(target);
      const environment = summary?.environments.find((each) => each.name === target.environment);
      const name = environment?.workerName;
      const record = services.records.of(target, name);
      const account = environment?.accountId ?? summary?.accountId ?? record?.account;
      await vscode.env.openExternal(vscode.Uri.parse(dashboardUrl(account, name)));
    },
  };
}

/** The page of a Worker; the dashboard itself asks for an account that is left open (`?to=`). */
function dashboardUrl(account: string | undefined, workerName: string | undefined): string {
  const page = workerName === undefined ? "workers-and-pages" : `workers/services/view/${workerName}/production`;
  return account === undefined
    ? `https://dash.cloudflare.com/?to=/:account/${page}`
    : `https://dash.cloudflare.com/${account}/${page}`;
}
