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
  return vscode.window.showQuickPick(rulesIn(context.extension.packageJSON), { placeHolder });
}

/** The setting that lists every rule is the only list on this side. */
function rulesIn(manifest: Manifest): string[] {
  return Object.keys(manifest.contributes.configuration.properties["durableObjects.rules"]?.properties ?? {});
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly properties?: object }>> };
  };
}

async function openPage(context: vscode.ExtensionContext, rule: string): Promise<void> {
  const isKnown = rulesIn(context.extension.packageJSON).includes(rule);
  if (!isKnown) return;
  const page = vscode.Uri.joinPath(context.extensionUri, "docs", "rules", `${rule}.md`);
  await vscode.commands.executeCommand("markdown.showPreview", page);
}
