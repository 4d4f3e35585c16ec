import * as vscode from "vscode";
import { doctorReport } from "../../../core/wrangler/doctor.ts";
import { commandId } from "../../../contributions.ts";
import type { Command } from "../../commands.ts";
import type { Meant } from "../../wrangler/choice.ts";
import { doctorFacts } from "../../wrangler/doctorFacts.ts";
import type { Services } from "../../wrangler/services.ts";

/** Shows a report of the installation, which can be copied. It also returns it. */
export function doctor(services: Services): Command {
  return {
    name: "doctor",
    async run(given) {
      const summaries = await services.describeWorkers();
      const meant = summaries.length === 0 ? undefined : await services.choice.meant(given);
      const report = await reportFor(services, meant);
      await services.reports.show("Doctor", report);
      void offerMore(report);
      return report;
    },
  };
}

/** The report for a Worker, or for the workspace's folder where there is none. */
export async function reportFor(services: Services, meant: Meant | undefined): Promise<string> {
  const title = vscode.l10n.t("Looking at wrangler, Node and the configuration…");
  const options = { location: vscode.ProgressLocation.Notification, title };
  return doctorReport(await vscode.window.withProgress(options, async () => doctorFacts(services, meant)));
}

async function offerMore(report: string): Promise<void> {
  const copy = vscode.l10n.t("Copy");
  const issue = vscode.l10n.t("Report Issue");
  const message = vscode.l10n.t("The report has no names of accounts and no secrets.");
  const chosen = await vscode.window.showInformationMessage(message, copy, issue);
  if (chosen === copy) await vscode.env.clipboard.writeText(report);
  if (chosen === issue) await vscode.commands.executeCommand(commandId("reportIssue"));
}
