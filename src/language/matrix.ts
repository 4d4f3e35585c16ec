import type { Connection } from "vscode-languageserver";
import { matrixOf } from "../core/queries/matrix.ts";
import { toFilePath } from "../core/text/path.ts";
import type { MatrixCell, WorkerMatrix } from "../protocol.ts";
import { Locations } from "./features/place.ts";
import { answer } from "./ownRequests.ts";
import type { Workspace } from "./workspace.ts";

/** Answers the matrix of classes and environments of a configuration, for its present text. */
export function registerMatrix(connection: Connection, workspace: Workspace): void {
  answer(connection, "durableObjects/matrix", ({ configPath }) => matrix(workspace, configPath));
}

function matrix(workspace: Workspace, configPath: string): WorkerMatrix | null {
  const { project, diagnostics } = workspace;
  const config = toFilePath(configPath);
  const analysis = project.has(config) ? project.analyse(config) : undefined;
  if (analysis === undefined) return null;
  workspace.settle(config);
  const found = matrixOf(
    analysis,
    diagnostics.of(config).map(({ problem }) => problem),
  );
  const locations = new Locations(workspace);
  const rows = found.rows.map((row) => ({
    ...row,
    cells: row.cells.map(({ at, ...cell }): MatrixCell => ({ ...cell, at: (at && locations.of(at)) ?? null })),
  }));
  return { ...found, rows };
}
