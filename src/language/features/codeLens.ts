import type { CodeLens, Connection } from "vscode-languageserver";
import { lensesOf } from "../../core/queries/lenses.ts";
import { LineMap } from "../../core/text/lineMap.ts";
import { showPlacesCommand } from "../../protocol.ts";
import { toRange } from "../texts.ts";
import type { Workspace } from "../workspace.ts";
import { pathOf, toLocations } from "./place.ts";

/** A line over each Durable Object class and each binding. The editor's side opens or lists the places behind it. */
export function registerCodeLens(connection: Connection, workspace: Workspace): void {
  connection.onCodeLens(({ textDocument }): CodeLens[] => {
    const path = pathOf(workspace, "codeLens", textDocument.uri);
    const text = path && workspace.documents.readFile(path);
    if (path === undefined || text === undefined) return [];
    const lines = new LineMap(text);
    return lensesOf(workspace.project, path).map(({ span, title, places }) => {
      const range = toRange(lines, span);
      const locations = toLocations(workspace, places);
      return {
        range,
        command: { title, command: showPlacesCommand, arguments: [textDocument.uri, range.start, locations] },
      };
    });
  });
}
