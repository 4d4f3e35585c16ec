import * as vscode from "vscode";
import { planText, type PlanLine, type PlanText } from "../../core/wrangler/planText.ts";
import type { DeployPlan } from "../../core/wrangler/plan.ts";
import type { CheckError, Target } from "../../core/wrangler/summary.ts";
import type { DeployJob } from "./deployJob.ts";

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

/** Shows the plan; true if the person says to go on, and has typed the name of each class that is deleted. */
export async function confirmsPlan(plan: DeployPlan, job: DeployJob): Promise<boolean> {
  const text = planText(plan);
  const isUpload = job.kind === "versions upload";
  const go: vscode.QuickPickItem = {
    label: isUpload
      ? vscode.l10n.t("$(cloud-upload) Upload a version of {0}", job.name)
      : vscode.l10n.t("$(cloud-upload) Deploy {0}", job.name),
    detail: isUpload ? vscode.l10n.t("It gets no traffic before it is deployed.") : basisOf(text),
  };
  const heading: vscode.QuickPickItem = {
    label: isUpload ? vscode.l10n.t("Only a deploy does this") : vscode.l10n.t("What this deploy does"),
    kind: vscode.QuickPickItemKind.Separator,
  };
  const lines = [...scriptNote(job), ...text.lines.map(itemOf)];
  const chosen: PlanItem | undefined = await vscode.window.showQuickPick(
    lines.length === 0 ? [go] : [go, heading, ...lines],
    {
      title: titleOf(job),
      placeHolder: vscode.l10n.t("Go on, or choose a line to go to its class."),
      ignoreFocusOut: true,
    },
  );
  if (chosen?.line !== undefined) await openConfig(job.target, chosen.line);
  return chosen === go && (isUpload || (await typesNames(plan.deletes.map((each) => each.className))));
}

type PlanItem = vscode.QuickPickItem & { readonly line?: PlanLine };

function titleOf({ kind, name, target: { environment } }: DeployJob): string {
  if (kind === "versions upload") return vscode.l10n.t("Upload a version of {0}", name);
  return environment === null
    ? vscode.l10n.t("Deploy {0}", name)
    : vscode.l10n.t("Deploy {0}, environment {1}", name, environment);
}

function basisOf({ lines, basis }: PlanText): string {
  return lines.length === 0 ? vscode.l10n.t("No class, binding or storage changes.") : basis;
}

function itemOf(line: PlanLine): PlanItem {
  return { label: `${icons[line.kind]} ${line.className ?? vscode.l10n.t("Note")}`, detail: line.text, line };
}

function scriptNote({ script }: DeployJob): readonly PlanItem[] {
  if (script === undefined) return [];
  const detail = vscode.l10n.t("Runs the script {0} of package.json: {1}", script.name, script.text);
  return [{ label: `$(terminal) ${vscode.l10n.t("Script")}`, detail }];
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
