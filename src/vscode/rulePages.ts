import * as vscode from "vscode";
import { ruleOfLink } from "../protocol.ts";
import type { Command } from "./commands.ts";

/** Opens the links of problems, `vscode://durable-objects.durable-objects/rule/<id>`. */
export function registerRuleLinks(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.window.registerUriHandler({
    async handleUri({ path }) {
      const rule = ruleOfLink(path);
      if (rule !== undefined) await openPage(context, rule);
    },
  });
}

/** Shows the page of a rule: of the one given, or of one that the person picks. */
export function showRulePage(context: vscode.ExtensionContext): Command {
  return {
    name: "showRulePage",
    async run(given) {
      const rule = typeof given === "string" ? given : await pickRule(context);
      if (rule !== undefined) await openPage(context, rule);
    },
  };
}

async function pickRule(context: vscode.ExtensionContext): Promise<string | undefined> {
  const placeHolder = vscode.l10n.t("Rule whose page is shown");
  return vscode.window.showQuickPick(rulesWithPage(context), { placeHolder });
}

/** The ids of the rules, from their pages, which ship with the extension. */
async function rulesWithPage(context: vscode.ExtensionContext): Promise<string[]> {
  const files = await vscode.workspace.fs.readDirectory(pagesOf(context));
  return files.flatMap(([name]) => (name.endsWith(".md") ? name.slice(0, -".md".length) : []));
}

function pagesOf(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, "docs", "rules");
}

/** Nothing is opened but the pages: what is asked for may come from a link. */
async function openPage(context: vscode.ExtensionContext, rule: string): Promise<void> {
  if (!(await rulesWithPage(context)).includes(rule)) return;
  await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(pagesOf(context), `${rule}.md`));
}
