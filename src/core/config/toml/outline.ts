import type { Span } from "../../text/span.ts";
import type { ConfigDocument } from "../syntax.ts";
import type { ConfigPath } from "../tree.ts";
import { type LocatedStatement, shifted } from "./build.ts";
import type { CutStatement } from "./cut.ts";
import type { ReadToml } from "./read.ts";
import type { TomlArray, TomlInlineTable, TomlValue } from "./shapes.ts";

/** A TOML file as an edit sees it: its sections, in the order of the text. */
export interface Outline {
  readonly document: ConfigDocument;
  readonly text: string;
  readonly comments: readonly Span[];
  /** The first one, which may be empty, is what stands before the first header. */
  readonly sections: readonly Section[];
  readonly statements: readonly LocatedStatement[];
  readonly cuts: readonly CutStatement[];
}

/** A header and the keys below it. */
export interface Section {
  readonly path: ConfigPath;
  readonly header: LocatedStatement | undefined;
  readonly keyValues: readonly LocatedStatement[];
}

/** What is written for a path: statements of its own, or a part of one. */
export type Target =
  | { readonly kind: "statements"; readonly statements: readonly LocatedStatement[] }
  | {
      readonly kind: "value";
      readonly statement: LocatedStatement;
      readonly value: TomlValue;
      readonly item?: InlineItem;
    }
  | { readonly kind: "dottedInline"; readonly statement: LocatedStatement; readonly item: InlineItem };

/** Where a value stands in an array or inline table; several entries if dotted keys make it up. */
export interface InlineItem {
  readonly list: TomlArray | TomlInlineTable;
  readonly indices: readonly number[];
  /** Which part of the entries' keys names it (0 for an item of an array). */
  readonly keyPart: number;
}

export function outlineOf({ document, statements, cuts }: ReadToml): Outline {
  const sections: { path: ConfigPath; header: LocatedStatement | undefined; keyValues: LocatedStatement[] }[] = [
    { path: [], header: undefined, keyValues: [] },
  ];
  for (const statement of statements) {
    if (statement.statement.kind === "keyValue") sections.at(-1)?.keyValues.push(statement);
    else sections.push({ path: statement.path, header: statement, keyValues: [] });
  }
  const comments = document.comments.map((each) => each.span);
  return { document, text: document.text, comments, sections, statements, cuts };
}

/** Finds what is written for a path, or undefined if nothing is. */
export function findTarget({ statements }: Outline, path: ConfigPath): Target | undefined {
  for (const statement of statements) {
    const { value } = statement.statement;
    if (value === undefined || !startsWith(path, statement.path)) continue;
    return descend({ kind: "value", statement, value }, path.slice(statement.path.length));
  }
  const found = statements.filter((each) => startsWith(each.path, path));
  return found.length === 0 ? undefined : { kind: "statements", statements: found };
}

function descend(at: Target & { kind: "value" }, rest: ConfigPath): Target | undefined {
  const [step] = rest;
  const { statement, value: list } = at;
  if (step === undefined) return at;
  if (list.kind === "array" && typeof step === "number") {
    const value = list.items[step];
    const item = { list, indices: [step], keyPart: 0 };
    return value && descend({ kind: "value", statement, value, item }, rest.slice(1));
  }
  return list.kind === "inlineTable" ? descendTable(statement, list, rest) : undefined;
}

function descendTable(statement: LocatedStatement, list: TomlInlineTable, rest: ConfigPath): Target | undefined {
  const indices: number[] = [];
  for (const [index, { keys, value }] of list.entries.entries()) {
    const names = keys.map((key) => key.name);
    if (value !== undefined && startsWith(rest, names)) {
      const item = { list, indices: [index], keyPart: names.length - 1 };
      return descend({ kind: "value", statement, value, item }, rest.slice(names.length));
    }
    if (startsWith(names, rest)) indices.push(index);
  }
  const item = { list, indices, keyPart: rest.length - 1 };
  return indices.length === 0 ? undefined : { kind: "dottedInline", statement, item };
}

/** Whether a path lies at or below another one. */
export function startsWith(path: ConfigPath, prefix: ConfigPath): boolean {
  return prefix.length <= path.length && prefix.every((step, index) => path[index] === step);
}

/** The span of a statement in the file. */
export function spanOf({ base, statement }: LocatedStatement): Span {
  return shifted(statement.span, base);
}

/** The key of a statement that spells the step of its path at an index; undefined if its header does, or it is an array's index. */
export function keySpelling({ path, inherited, statement, base }: LocatedStatement, index: number): Span | undefined {
  if (index < inherited || typeof path[index] !== "string") return undefined;
  const part = path.slice(inherited, index).filter((step) => typeof step === "string").length;
  const key = statement.keys[part];
  return key && shifted(key.span, base);
}
