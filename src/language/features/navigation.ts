import type { Connection, LocationLink } from "vscode-languageserver";
import { definitionAt, implementationAt, referencesAt, type Jump } from "../../core/queries/navigate.ts";
import { sqlDefinitionAt } from "../../core/queries/sql/definition.ts";
import { toRange } from "../texts.ts";
import type { Workspace } from "../workspace.ts";
import { cursorOf, isOn, Locations, type Cursor } from "./place.ts";

/** Definition, implementation and references between configuration and code; definitions of tables in SQL. */
export function registerNavigation(connection: Connection, workspace: Workspace): void {
  const { project } = workspace;
  connection.onDefinition((params) => {
    const cursor = cursorOf(workspace, "navigation", params);
    if (cursor === undefined) return undefined;
    const { path, offset } = cursor;
    const inSql = isOn(workspace, "sql", path) ? sqlDefinitionAt(project, path, offset) : undefined;
    return toLinks(workspace, cursor, inSql ?? definitionAt(project, path, offset));
  });
  connection.onImplementation((params) => {
    const cursor = cursorOf(workspace, "navigation", params);
    return cursor && toLinks(workspace, cursor, implementationAt(project, cursor.path, cursor.offset));
  });
  connection.onReferences((params) => {
    const cursor = cursorOf(workspace, "navigation", params);
    if (cursor === undefined) return [];
    const { path, offset } = cursor;
    return new Locations(workspace).all(referencesAt(project, path, offset, params.context.includeDeclaration));
  });
}

function toLinks(workspace: Workspace, { lines }: Cursor, jump: Jump | undefined): LocationLink[] {
  const locations = new Locations(workspace);
  return (jump?.to ?? []).flatMap((place) => {
    const target = locations.of(place);
    if (target === undefined || jump === undefined) return [];
    const { uri, range } = target;
    return [
      {
        originSelectionRange: toRange(lines, jump.from.span),
        targetUri: uri,
        targetRange: range,
        targetSelectionRange: range,
      },
    ];
  });
}
