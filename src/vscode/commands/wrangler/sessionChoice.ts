import * as vscode from "vscode";
import { toFilePath } from "../../../core/text/path.ts";
import { isTarget } from "../../wrangler/choice.ts";
import type { Services } from "../../wrangler/services.ts";
import { isRunning, keyOf, type SessionInfo } from "../../wrangler/sessions.ts";
import { stateText } from "../../wrangler/statusBar.ts";

/** The session that a command is about: the one of its argument, the only one, or one that the person picks. */
export async function chooseSession(
  { sessions }: Services,
  given: unknown,
  isMeant: (info: SessionInfo) => boolean = ({ state }) => isRunning(state),
): Promise<SessionInfo | undefined> {
  const path = configOf(given);
  const candidates = sessions.all.filter(
    (info) => isMeant(info) && (path ?? info.target.configPath) === info.target.configPath,
  );
  const exact = isTarget(given) ? candidates.find((info) => keyOf(info.target) === keyOf(given)) : undefined;
  if (exact !== undefined) return exact;
  const [only, ...more] = candidates;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No dev session is running."));
    return undefined;
  }
  if (more.length === 0) return only;
  const items = candidates.map((info) => ({ label: info.name, description: stateText(info.state), info }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which session?") }))?.info;
}

/** The configuration that an argument is about; undefined where there is no argument, as from the palette. */
function configOf(given: unknown): string | undefined {
  if (isTarget(given)) return given.configPath;
  return given instanceof vscode.Uri && given.scheme === "file" ? toFilePath(given.fsPath) : undefined;
}
