import { t } from "@vscode/l10n";
import type { Project } from "../../project.ts";
import { expectationAt, type SqlExpectation } from "../../sql/expected.ts";
import { commonTables } from "../../sql/scopes.ts";
import { quotedName } from "../../sql/tokens.ts";
import type { FilePath, Span } from "../../text/span.ts";
import type { Completion } from "../completion.ts";
import { cursorAt, sourcesOf, tableBehind, type KnownSource, type SqlCursor } from "./cursor.ts";
import { sqlBlock } from "./hover.ts";
import type { KnownColumn, KnownTable } from "./tables.ts";

/** The tables and columns that can stand at an offset in the SQL of a class whose tables are known. */
export function sqlCompletionsAt(project: Project, path: FilePath, offset: number): readonly Completion[] {
  const cursor = cursorAt(project, path, offset);
  const expected = cursor && expectationAt(cursor.use.text.value, cursor.tokens, cursor.offset);
  if (cursor === undefined || expected === undefined) return [];
  const offers = expected.kind === "table" ? tables(cursor) : columns(cursor, expected);
  const quote = quoteFor(cursor, path, project);
  const span = cursor.use.text.spanOf(expected.span);
  return offers.map((offer) => toCompletion(offer, span, quote));
}

/** A name to offer; `owner` stands before it where several tables have a column of the name. */
interface Offer extends Pick<Completion, "kind" | "detail" | "documentation"> {
  readonly name: string;
  readonly owner?: string;
}

function toCompletion({ name, owner, ...rest }: Offer, span: Span, quote: string): Completion {
  const text = owner === undefined ? quotedName(name, quote) : `${quotedName(owner, quote)}.${quotedName(name, quote)}`;
  const label = owner === undefined ? name : `${owner}.${name}`;
  return { ...rest, label, span, text, filter: `${name} ${label}` };
}

function tables(cursor: SqlCursor): readonly Offer[] {
  const common = commonTables(cursor.tokens).map((name): Offer => ({ name, kind: "table", detail: "WITH" }));
  return [...common, ...cursor.tables.map((each) => ofTable(each))];
}

function ofTable({ name, className, definition }: KnownTable): Offer {
  return { name, kind: "table", detail: className ?? "", documentation: sqlBlock(definition) };
}

function columns(cursor: SqlCursor, { qualifier, of }: SqlExpectation): readonly Offer[] {
  if (qualifier !== undefined) {
    const table = tableBehind(cursor, qualifier);
    return (table?.columns ?? []).map((each) => ofColumn(each, table));
  }
  const sources = wanted(cursor, of);
  if (sources.length === 0)
    return cursor.tables.flatMap((each) => each.columns.map((column) => ofColumn(column, each)));
  const own = sources.flatMap((source) => source.known.columns.map((column) => ofSource(column, source, sources)));
  const names = sources.length < 2 ? [] : sources.map(nameOf);
  const row = isUpsert(cursor) && of === "sources" ? ["excluded"] : [];
  const others = [...names, ...row].map((name): Offer => ({ name, kind: "table", detail: t("table") }));
  return [...own, ...others];
}

/** The tables whose columns are meant: an INSERT reads its own table only where it resolves a conflict. */
function wanted(cursor: SqlCursor, of: SqlExpectation["of"]): readonly KnownSource[] {
  const all = sourcesOf(cursor);
  const targets = all.filter(({ isTarget }) => isTarget);
  if (of === "target") return targets;
  const isInsert = cursor.tokens.some((each) => each.upper === "INTO");
  const others = all.filter(({ isTarget }) => !isTarget);
  return isInsert && !isUpsert(cursor) && others.length > 0 ? others : all;
}

/** Whether a cursor is behind `ON CONFLICT`. */
function isUpsert({ tokens, offset }: SqlCursor): boolean {
  return tokens.some((each) => each.end < offset && each.upper === "CONFLICT");
}

function ofSource(column: KnownColumn, source: KnownSource, all: readonly KnownSource[]): Offer {
  const offer = ofColumn(column, source.known);
  const isShared = all.some((each) => each !== source && each.known.columns.some(({ name }) => name === column.name));
  return isShared ? { ...offer, owner: nameOf(source) } : offer;
}

function ofColumn({ name, type, definition }: KnownColumn, table: KnownTable | undefined): Offer {
  const detail = [type, table?.name ?? ""].filter((each) => each !== "").join(" · ");
  return { name, kind: "column", detail, documentation: sqlBlock(definition) };
}

function nameOf({ alias, known }: KnownSource): string {
  return alias ?? known.name;
}

/** A quote for names that does not end the literal around it. */
function quoteFor({ use }: SqlCursor, path: FilePath, project: Project): string {
  const start = use.text.spanOf({ start: 0, end: 0 }).start;
  return project.module(path)?.text[start - 1] === '"' ? "`" : '"';
}
