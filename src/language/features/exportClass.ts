import { t } from "@vscode/l10n";
import type { Connection, ExecuteCommandParams } from "vscode-languageserver";
import { exportClass } from "../../core/refactor/exportClass.ts";
import { toFilePath } from "../../core/text/path.ts";
import { exportClassCommand } from "../../protocol.ts";
import type { Client } from "../client.ts";
import { toWorkspaceEdit } from "../edits.ts";
import type { Workspace } from "../workspace.ts";

/** Adds the export of a class whose completion was chosen: its edit is in another file, which a completion cannot change. */
export function registerExportClass(connection: Connection, workspace: Workspace, client: Client): void {
  connection.onExecuteCommand(async ({ command, arguments: given = [] }: ExecuteCommandParams) => {
    const [config, environment, className]: readonly unknown[] = given;
    if (command !== exportClassCommand || typeof config !== "string" || typeof className !== "string") return;
    const { project, documents } = workspace;
    const path = toFilePath(config);
    const analysis = project.has(path) ? project.analyse(path) : undefined;
    if (analysis === undefined) return;
    const of = { environment: typeof environment === "string" ? environment : null, className };
    const result = exportClass(documents, analysis, of);
    if (result.kind === "refused") {
      connection.window.showWarningMessage(result.reason);
      return;
    }
    const edit = toWorkspaceEdit(result.edits, documents, client);
    if (edit !== undefined && result.edits.length > 0)
      await connection.workspace.applyEdit({ label: t("Export {0}", className), edit });
  });
}
