import * as vscode from "vscode";
import type { Command } from "../../commands.ts";
import { accountFor } from "../../wrangler/accountNews.ts";
import { runAsking } from "../../wrangler/asking.ts";
import { tellAsked } from "../../wrangler/deployNews.ts";
import { jobOf, type Job } from "../../wrangler/job.ts";
import type { Services } from "../../wrangler/services.ts";
import { findShares, findVersions, versionItem } from "../../wrangler/versionPick.ts";

/** The version is chosen here; whether to go back to it, also where secrets have changed, is asked by wrangler in a terminal. */
export function rollback(services: Services): Command {
  return {
    name: "rollback",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      const job = await jobOf(services, target);
      const env = await accountFor(services, job);
      const versions = env && (await findVersions(services, job, env));
      if (env === undefined || versions === undefined) return;
      const older = versions.filter(({ share }) => share < 100).map(versionItem);
      if (older.length === 0) {
        const message = vscode.l10n.t("There is no other version of {0} to go back to.", job.name);
        void vscode.window.showInformationMessage(message);
        return;
      }
      const chosen = await vscode.window.showQuickPick(older, {
        title: vscode.l10n.t("Roll back {0}", job.name),
        placeHolder: vscode.l10n.t("The version that is to get all traffic. Stored data and secrets stay as they are."),
        matchOnDescription: true,
        matchOnDetail: true,
        ignoreFocusOut: true,
      });
      if (chosen === undefined) return;
      const command = { kind: "rollback", on: job.on, version: chosen.version.id } as const;
      const outcome = await runAsking(services.tools, `rollback ${job.name}`, { command, folder: job.folder, env });
      services.publish("rollback", target, outcome);
      tellAsked(outcome);
      if (outcome.code !== 0) return;
      // Its code is the same where the person has said no in the end.
      const [now] = await findShares(services.tools, job, { env });
      if (now?.id === chosen.version.id && now.share === 100) tellRolledBack(job, now.id);
    },
  };
}

function tellRolledBack({ name }: Job, id: string): void {
  const message = vscode.l10n.t("{0} runs version {1} again, which gets all of the traffic.", name, id.slice(0, 8));
  void vscode.window.showInformationMessage(message);
}
