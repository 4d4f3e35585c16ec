import {
  type Connection,
  type Disposable,
  type DocumentSymbol,
  DocumentSymbolRequest,
  type FoldingRange,
  FoldingRangeKind,
  FoldingRangeRequest,
  SymbolKind,
} from "vscode-languageserver";
import { foldsOf, outlineOf, type OutlineItem } from "../../core/queries/outline.ts";
import { LineMap } from "../../core/text/lineMap.ts";
import type { ToServer } from "../../protocol.ts";
import type { Client } from "../client.ts";
import { toRange } from "../texts.ts";
import type { Workspace } from "../workspace.ts";
import { pathOf } from "./place.ts";

/**
 * Outline and folding of TOML configurations. Where another extension is there for TOML they are its business: the editor
 * tells so, and they are taken back and given again while it runs. They need an editor that can be told of them later.
 */
export function registerOutline(connection: Connection, workspace: Workspace, client: Client): void {
  connection.onDocumentSymbol(({ textDocument }) => symbols(workspace, textDocument.uri));
  connection.onFoldingRanges(({ textDocument }) => folds(workspace, textDocument.uri));
  if (!client.hasDynamicOutline) return;
  let given: Promise<readonly Disposable[]> | undefined;
  connection.onNotification("durableObjects/ownsToml" satisfies keyof ToServer, ({ isOwner }: { isOwner: boolean }) => {
    if (isOwner === (given !== undefined)) return;
    const before = given;
    given = isOwner ? offer(connection) : undefined;
    void before?.then((each) => each.forEach((one) => one.dispose()));
  });
}

const documentSelector = [{ scheme: "file", pattern: "**/wrangler*.toml" }];

async function offer(connection: Connection): Promise<readonly Disposable[]> {
  return Promise.all([
    connection.client.register(DocumentSymbolRequest.type, { documentSelector }),
    connection.client.register(FoldingRangeRequest.type, { documentSelector }),
  ]).catch(() => []);
}

function symbols(workspace: Workspace, uri: string): DocumentSymbol[] {
  const { project, documents } = workspace;
  const path = pathOf(workspace, "outline", uri);
  const text = path && documents.readFile(path);
  if (path === undefined || text === undefined) return [];
  const lines = new LineMap(text);
  return outlineOf(project, path).map((item) => toSymbol(lines, item));
}

const kinds: Readonly<Record<OutlineItem["kind"], SymbolKind>> = {
  object: SymbolKind.Module,
  array: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
};

function toSymbol(lines: LineMap, { name, kind, detail, span, nameSpan, children }: OutlineItem): DocumentSymbol {
  return {
    name: name === "" ? '""' : name,
    detail,
    kind: kinds[kind],
    range: toRange(lines, { start: Math.min(span.start, nameSpan.start), end: Math.max(span.end, nameSpan.end) }),
    selectionRange: toRange(lines, nameSpan),
    children: children.map((child) => toSymbol(lines, child)),
  };
}

function folds(workspace: Workspace, uri: string): FoldingRange[] {
  const { project, documents } = workspace;
  const path = pathOf(workspace, "outline", uri);
  const text = path && documents.readFile(path);
  if (path === undefined || text === undefined) return [];
  const lines = new LineMap(text);
  return foldsOf(project, path).map(({ span, isComment }) => {
    const { start, end } = toRange(lines, span);
    return { startLine: start.line, endLine: end.line, ...(isComment && { kind: FoldingRangeKind.Comment }) };
  });
}
