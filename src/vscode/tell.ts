import * as vscode from "vscode";

/** Shows sentences as a whole: a message without a button is cut to one line. */
export function tell(text: string): void {
  void vscode.window.showInformationMessage(text, vscode.l10n.t("OK"));
}

/** The same for a reason why something was not done. */
export function warn(text: string): void {
  void vscode.window.showWarningMessage(text, vscode.l10n.t("OK"));
}

/** The same for a mistake. */
export function tellError(text: string): void {
  void vscode.window.showErrorMessage(text, vscode.l10n.t("OK"));
}
