import {
  type Connection,
  type DocumentLink,
  type Hover,
  MarkupKind,
  SymbolKind,
  type SymbolInformation,
} from "vscode-languageserver";
import { hoverAt } from "../../core/queries/hover.ts";
import { linksOf } from "../../core/queries/links.ts";
import { sqlHoverAt } from "../../core/queries/sql/hover.ts";
import { symbolsMatching } from "../../core/queries/symbols.ts";
import { LineMap } from "../../core/text/lineMap.ts";
import { toRange } from "../texts.ts";
import { toUri } from "../uris.ts";
import type { Workspace } from "../workspace.ts";
import { basename } from "../../core/text/path.ts";
import type { Place } from "../../core/text/span.ts";
import { type Cursor, cursorOf, isOn, Locations, pathOf } from "./place.ts";

/** Hovers, also in SQL, links in configurations, and the classes and bindings of the workspace by name. */
export function registerReading(connection: Connection, workspace: Workspace): void {
  connection.onHover((params): Hover | undefined => {
    const cursor = cursorOf(workspace, "hover", params);
    const found = cursor && hoverOf(workspace, cursor);
    if (cursor === undefined || found === undefined) return undefined;
    const value = [found.markdown, linkTo(workspace, found.place)].filter((each) => each !== "").join("\n\n");
    return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(cursor.lines, found.span) };
  });
  connection.onDocumentLinks(({ textDocument }) => links(workspace, textDocument.uri));
  connection.onWorkspaceSymbol(({ query }) => symbols(workspace, query));
}

function hoverOf(workspace: Workspace, { path, offset }: Cursor): ReturnType<typeof hoverAt> {
  const { project } = workspace;
  const inSql = isOn(workspace, "sql", path) ? sqlHoverAt(project, path, offset) : undefined;
  return inSql ?? hoverAt(project, path, offset);
}

/** `room.ts:12`, which leads there; empty without a place. */
function linkTo(workspace: Workspace, place: Place | undefined): string {
  const location = place && new Locations(workspace).of(place);
  if (place === undefined || location === undefined) return "";
  const { line, character } = location.range.start;
  return `[${basename(place.path)}:${line + 1}](${location.uri}#L${line + 1},${character + 1})`;
}

function links(workspace: Workspace, uri: string): DocumentLink[] {
  const path = pathOf(workspace, "navigation", uri);
  const text = path && workspace.documents.readFile(path);
  if (path === undefined || text === undefined) return [];
  const lines = new LineMap(text);
  return linksOf(workspace.project, path).flatMap((link) => {
    const target = link.path === undefined ? link.url : toUri(link.path);
    return target === undefined ? [] : [{ range: toRange(lines, link.span), target }];
  });
}

function symbols(workspace: Workspace, query: string): SymbolInformation[] {
  const locations = new Locations(workspace);
  return symbolsMatching(workspace.project, query).flatMap(({ name, kind, container, place }) => {
    const location = isOn(workspace, "symbols", place.path) ? locations.of(place) : undefined;
    const symbolKind = kind === "class" ? SymbolKind.Class : SymbolKind.Property;
    return location === undefined ? [] : [{ name, kind: symbolKind, containerName: container, location }];
  });
}
