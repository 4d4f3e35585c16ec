import type { Project } from "../../project.ts";
import type { FilePath } from "../../text/span.ts";
import type { Jump } from "../navigate.ts";
import { cursorAt } from "./cursor.ts";
import { nameAt } from "./names.ts";

/** Where the table or column that SQL names at an offset is created. */
export function sqlDefinitionAt(project: Project, path: FilePath, offset: number): Jump | undefined {
  const cursor = cursorAt(project, path, offset);
  const found = cursor && nameAt(cursor);
  if (found === undefined) return undefined;
  const place = found.kind === "table" ? found.table.place : found.column.place;
  return { from: { path, span: found.span }, to: [place] };
}
