import * as vscode from "vscode";
import type { ListedWorker } from "../../protocol.ts";

/** One of the classes that a Worker has live, in any environment; the only one unasked. */
export async function pickClass({ summary }: ListedWorker): Promise<string | undefined> {
  const live = summary.environments.flatMap(({ lifecycle }) =>
    lifecycle.classes.filter((each) => each.state === "live"),
  );
  const names = [...new Set(live.map((each) => each.name))];
  const [only, another] = names;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("This Worker declares no Durable Object class."));
    return undefined;
  }
  if (another === undefined) return only;
  return vscode.window.showQuickPick(names, { placeHolder: vscode.l10n.t("Durable Object class") });
}
