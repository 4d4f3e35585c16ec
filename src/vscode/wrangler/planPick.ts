import * as vscode from "vscode";
import { planText, type PlanLine } from "../../core/wrangler/planText.ts";
import type { DeployPlan } from "../../core/wrangler/plan.ts";
import type { CheckError, Target } from "../../core/wrangler/summary.ts";

/** Shows the errors of the check; true if the person insists on going on. */
export async function insistsOn(errors: readonly CheckError[], name: string): Promise<boolean> {
  const insist = vscode.l10n.t("$(warning) Deploy all the same");
  const items: (vscode.QuickPickItem & { readonly error?: CheckError })[] = errors.map((error) => ({
    label: `$(error) ${error.message}`,
    description: `${vscode.workspace.asRelativePath(error.path)}:${error.line + 1}`,
    error,
  }));
  items.push({ label: "", kind: vscode.QuickPickItemKind.Separator }, { label: insist });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("{0} has errors", name),
    placeHolder: vscode.l10n.t("Choose an error to go to it."),
    matchOnDescription: true,
  });
  if (chosen?.error !== undefined) await open(chosen.error);
  return chosen?.label === insist;
}

/** Shows the plan; true if the person says to deploy, and has typed the name of each class that is deleted. */
export async function confirmsPlan(plan: DeployPlan, name: string, target: Target): Promise<boolean> {
  const text = planText(plan);
  const deploy: vscode.QuickPickItem = {
    label: vscode.l10n.t("$(cloud-upload) Deploy {0}", name),
    detail: text.lines.length === 0 ? vscode.l10n.t("No class, binding or storage changes.") : text.basis,
  };
  const heading: vscode.QuickPickItem = {
    label: vscode.l10n.t("What this deploy does"),
    kind: vscode.QuickPickItemKind.Separator,
  };
  const lines = text.lines.map((line) => ({
    label: `${icons[line.kind]} ${line.className ?? vscode.l10n.t("Note")}`,
    detail: line.text,
    line,
  }));
  const chosen: (vscode.QuickPickItem & { readonly line?: PlanLine }) | undefined = await vscode.window.showQuickPick(
    lines.length === 0 ? [deploy] : [deploy, heading, ...lines],
    {
      title:
        target.environment === null
          ? vscode.l10n.t("Deploy {0}", name)
          : vscode.l10n.t("Deploy {0}, environment {1}", name, target.environment),
      placeHolder: vscode.l10n.t("Deploy, or choose a line to go to its class."),
      ignoreFocusOut: true,
    },
  );
  if (chosen?.line !== undefined) await openConfig(target, chosen.line);
  return chosen === deploy && (await typesNames(plan.deletes.map((each) => each.className)));
}

/** Asks for a name to be typed; true if it was. */
export async function typesName(name: string, prompt: string): Promise<boolean> {
  const typed = await vscode.window.showInputBox({
    prompt,
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: (value) => (value === name ? undefined : vscode.l10n.t("Type {0} to confirm.", name)),
  });
  return typed === name;
}

async function typesNames(classNames: readonly string[]): Promise<boolean> {
  for (const className of classNames) {
    const prompt = vscode.l10n.t(
      "Deleting the class {0} deletes ALL data of its objects and cannot be undone. Type its name to go on.",
      className,
    );
    if (!(await typesName(className, prompt))) return false;
  }
  return true;
}

const icons: Readonly<Record<PlanLine["kind"], string>> = {
  class: "$(symbol-class)",
  binding: "$(plug)",
  warning: "$(warning)",
  delete: "$(trash)",
};

async function open({ path, line }: CheckError): Promise<void> {
  const at = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(at, at) });
}

async function openConfig({ configPath }: Target, { className }: PlanLine): Promise<void> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(configPath));
  const offset = className === undefined ? -1 : editor.document.getText().lastIndexOf(className);
  if (offset < 0) return;
  const at = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenter);
}
