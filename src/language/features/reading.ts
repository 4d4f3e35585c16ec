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
import { symbolsMatching } from "../../core/queries/symbols.ts";
import { LineMap } from "../../core/text/lineMap.ts";
import { toRange } from "../texts.ts";
import { toUri } from "../uris.ts";
import type { Workspace } from "../workspace.ts";
import { cursorOf, pathOf, toLocation } from "./place.ts";

/** Hovers, links in configurations, and the classes and bindings of the workspace by name. */
export function registerReading(connection: Connection, workspace: Workspace): void {
  connection.onHover((params): Hover | undefined => {
    const cursor = cursorOf(workspace, "hover", params);
    const found = cursor && hoverAt(workspace.project, cursor.path, cursor.offset);
    if (cursor === undefined || found === undefined) return undefined;
    return { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(cursor.lines, found.span) };
  });
  connection.onDocumentLinks(({ textDocument }) => links(workspace, textDocument.uri));
  connection.onWorkspaceSymbol(({ query }) => symbols(workspace, query));
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
  return symbolsMatching(workspace.project, query).flatMap(({ name, kind, container, place }) => {
    const location = toLocation(workspace, place);
    const symbolKind = kind === "class" ? SymbolKind.Class : SymbolKind.Property;
    return location === undefined ? [] : [{ name, kind: symbolKind, containerName: container, location }];
  });
}
