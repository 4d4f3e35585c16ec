import * as vscode from "vscode";

/** Asks what no history tells; `consequence` says what follows for the objects if the class was deployed. */
export async function askIfDeployed(className: string, consequence: string): Promise<boolean | undefined> {
  const items = [
    { label: vscode.l10n.t("Yes, or not sure"), description: consequence, isDeployed: true },
    { label: vscode.l10n.t("No, it is new"), isDeployed: false },
  ];
  const placeHolder = vscode.l10n.t("Has {0} been deployed?", className);
  return (await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true }))?.isDeployed;
}
