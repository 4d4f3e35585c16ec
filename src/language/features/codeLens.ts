import { type CodeLens, CodeLensRefreshRequest, type Connection } from "vscode-languageserver";
import { lensesOf } from "../../core/queries/lenses.ts";
import { LineMap } from "../../core/text/lineMap.ts";
import { showPlacesCommand } from "../../protocol.ts";
import { toRange } from "../texts.ts";
import type { Client } from "../client.ts";
import type { Workspace } from "../workspace.ts";
import { Locations, pathOf } from "./place.ts";

/** A line over each Durable Object class and each binding. The editor's side opens or lists the places behind it. */
export function registerCodeLens(connection: Connection, workspace: Workspace, client: Client): void {
  if (client.refreshesLenses) refreshWhenOther(connection, workspace);
  connection.onCodeLens(({ textDocument }): CodeLens[] => {
    const path = pathOf(workspace, "codeLens", textDocument.uri);
    const text = path && workspace.documents.readFile(path);
    if (path === undefined || text === undefined) return [];
    const lines = new LineMap(text);
    const all = new Locations(workspace);
    return lensesOf(workspace.project, path).map(({ span, title, places }) => {
      const range = toRange(lines, span);
      const locations = all.all(places);
      // Without a place it is read only.
      const command = locations.length === 0 ? "" : showPlacesCommand;
      return { range, command: { title, command, arguments: [textDocument.uri, range.start, locations] } };
    });
  });
}

/** An editor asks once; what a lens says may change by an edit of another file, or be known only later. */
function refreshWhenOther(connection: Connection, workspace: Workspace): void {
  const { project, documents } = workspace;
  let told = "";
  workspace.onIdle(() => {
    const now = JSON.stringify(documents.openPaths.map((path) => lensesOf(project, path)));
    if (now === told) return;
    told = now;
    // It fails only where the connection is gone.
    connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
  });
}
