import * as vscode from "vscode";
import type { VersionShare } from "../../../core/wrangler/commandLine.ts";
import { explain } from "../../../core/wrangler/explain/explain.ts";
import type { Command } from "../../commands.ts";
import { accountFor } from "../../wrangler/accountNews.ts";
import { tellFailed } from "../../wrangler/deployNews.ts";
import { jobOf, type Job } from "../../wrangler/job.ts";
import type { Services } from "../../wrangler/services.ts";
import { codeOf, isSuccess, runShown } from "../../wrangler/terminal.ts";
import { findVersions, percent, versionItem, type DeployableVersion } from "../../wrangler/versionPick.ts";
import { runFlow } from "./runFlow.ts";

/** Gives the traffic to one version, or splits it between two: everything that wrangler would ask is asked here. */
export function deployVersions(services: Services): Command {
  return {
    name: "deployVersions",
    async run(given) {
      const target = await services.choice.target(given);
      if (target === undefined) return;
      const job = await jobOf(services, target);
      const env = await accountFor(services, job);
      const versions = env && (await findVersions(services, job, env));
      const shares = versions && (await askShares(job, versions));
      if (env === undefined || shares === undefined) return;
      const command = { kind: "versions deploy", on: job.on, shares } as const;
      const spec = await services.tools.specOf(command, job.folder, env);
      await runFlow(`versions deploy ${job.name}`, async (io) => {
        const outcome = await runShown(spec, io);
        services.publish("versions deploy", target, outcome);
        if (isSuccess(outcome)) void tellShares(job, shares);
        else if (outcome.end.kind !== "stopped")
          void tellFailed(
            job,
            outcome.findings.map((each) => explain(each).message),
          );
        return codeOf(outcome.end);
      });
    },
  };
}

async function askShares(
  { name }: Job,
  versions: readonly DeployableVersion[],
): Promise<readonly VersionShare[] | undefined> {
  const chosen = await askVersions(name, versions);
  const [first, second] = chosen ?? [];
  if (first === undefined) return undefined;
  if (second === undefined) return [{ id: first.id, share: 100 }];
  const share = await askShare(first);
  return share === undefined
    ? undefined
    : [
        { id: first.id, share },
        { id: second.id, share: 100 - share },
      ];
}

async function askVersions(
  name: string,
  versions: readonly DeployableVersion[],
): Promise<readonly DeployableVersion[] | undefined> {
  const pick = vscode.window.createQuickPick<ReturnType<typeof versionItem>>();
  pick.title = vscode.l10n.t("Deploy versions of {0}", name);
  pick.placeholder = vscode.l10n.t("One version for all traffic, or two that share it");
  pick.canSelectMany = true;
  pick.items = versions.map(versionItem);
  pick.selectedItems = pick.items.filter(({ version }) => version.share > 0);
  pick.ignoreFocusOut = true;
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const count = pick.selectedItems.length;
      if (count < 1 || count > 2) {
        pick.title = vscode.l10n.t("Choose one version, or two");
        return;
      }
      resolve(pick.selectedItems.map(({ version }) => version));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** The newer version's share; it is the first, as versions are listed by age. */
async function askShare(version: DeployableVersion): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Traffic for {0}", versionItem(version).label),
    prompt: vscode.l10n.t(
      "Percent of the traffic for version {0}; the other version gets the rest.",
      version.id.slice(0, 8),
    ),
    value: String(version.share || 10),
    ignoreFocusOut: true,
    validateInput: (value) => (isShare(value) ? undefined : vscode.l10n.t("Type a number from 0 to 100.")),
  });
  return typed === undefined ? undefined : Number(typed);
}

function isShare(value: string): boolean {
  return /^\d{1,3}(\.\d{1,3})?$/.test(value.trim()) && Number(value) <= 100;
}

async function tellShares({ name }: Job, shares: readonly VersionShare[]): Promise<void> {
  const parts = shares.map(({ id, share }) => vscode.l10n.t("{0} for version {1}", percent(share), id.slice(0, 8)));
  await vscode.window.showInformationMessage(vscode.l10n.t("Traffic of {0}: {1}.", name, parts.join(", ")));
}
