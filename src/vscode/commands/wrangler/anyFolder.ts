import * as vscode from "vscode";
import { dirname, toFilePath } from "../../../core/text/path.ts";
import type { FilePath } from "../../../core/text/span.ts";
import type { Services } from "../../wrangler/services.ts";

/** A folder for commands about the login: that of the Worker that is meant, or of the workspace. */
export async function anyFolder(services: Services): Promise<FilePath | undefined> {
  const summaries = await services.describeWorkers();
  const target = summaries.length === 0 ? undefined : await services.choice.target(undefined);
  if (target !== undefined) return dirname(target.configPath);
  if (summaries.length > 0) return undefined;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder !== undefined) return toFilePath(folder);
  void vscode.window.showInformationMessage(vscode.l10n.t("There is no wrangler configuration in this workspace."));
  return undefined;
}
