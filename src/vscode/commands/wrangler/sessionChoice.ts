import * as vscode from "vscode";
import type { Services } from "../../wrangler/services.ts";
import { isRunning, type SessionInfo } from "../../wrangler/sessions.ts";
import { stateText } from "../../wrangler/statusBar.ts";

/** The session that a command is about: the one of its argument, the only one, or one that the person picks. */
export async function chooseSession(
  services: Services,
  given: unknown,
  isMeant: (info: SessionInfo) => boolean = ({ state }) => isRunning(state),
): Promise<SessionInfo | undefined> {
  const candidates = services.sessions.all.filter(isMeant);
  const [only, ...more] = candidates;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No dev session is running."));
    return undefined;
  }
  if (more.length === 0) return only;
  const target = given === undefined ? undefined : await services.choice.target(given);
  const named =
    target &&
    candidates.find(
      (info) => info.target.configPath === target.configPath && info.target.environment === target.environment,
    );
  if (named !== undefined) return named;
  const items = candidates.map((info) => ({ label: info.name, description: stateText(info.state), info }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which session?") }))?.info;
}
