import * as vscode from "vscode";
import { fieldsOf, stringField } from "../../../core/wrangler/packageJson.ts";
import type { Command } from "../../commands.ts";
import { tell } from "../../tell.ts";
import type { Services } from "../../wrangler/services.ts";
import { reportFor } from "./doctor.ts";

/**
 * Opens a new issue with the doctor's report filled in. On the desktop VS Code's own reporter does it; in the browser that
 * leaves out what it is given (1.139), so the page is opened with the report in its address.
 */
export function reportIssue(services: Services): Command {
  return {
    name: "reportIssue",
    async run() {
      const report = await reportFor(services, await services.choice.clear());
      const { extension } = services.context;
      const issues = stringField(fieldsOf(fieldsOf(extension.packageJSON)?.["bugs"]), "url");
      if (issues === undefined) return copyReport(report);
      if (vscode.env.uiKind === vscode.UIKind.Web) return openPage(issues, report);
      const options = { extensionId: extension.id, data: report };
      await vscode.commands.executeCommand("workbench.action.openIssueReporter", options);
    },
  };
}

async function openPage(issues: string, report: string): Promise<void> {
  const page = vscode.Uri.parse(`${issues.replace(/\/$/, "")}/new`);
  await vscode.env.openExternal(page.with({ query: `body=${encodeURIComponent(`\n\n${report}`)}` }));
}

async function copyReport(report: string): Promise<void> {
  await vscode.env.clipboard.writeText(report);
  const message = vscode.l10n.t("This build names no page for issues. The doctor's report is in the clipboard.");
  tell(message);
}
