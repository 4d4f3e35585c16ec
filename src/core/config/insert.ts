import { applyEdits, insertAt } from "../text/edits.ts";
import { parseDocument } from "./document.ts";
import { bracketsAt } from "./insert/brackets.ts";
import { type Insertion, isInserted, type Written } from "./insert/insertion.ts";
import { insertInJson } from "./jsonc/insert.ts";
import type { ConfigDocument } from "./syntax.ts";
import { insertInToml, sectionAt } from "./toml/insert.ts";
import { readToml } from "./toml/read.ts";
import type { ConfigPath } from "./tree.ts";

/**
 * How an insertion is written at an offset of a document. It is applied and read again: if that does not give exactly what
 * was asked for, in its place and without an error, nothing is written.
 */
export function insertInto(document: ConfigDocument, offset: number, insertion: Insertion): Written | undefined {
  const { text, format } = document;
  if (isInComment(document, offset)) return undefined;
  const written =
    format === "toml" ? insertInToml(readToml(text), offset, insertion) : insertInJson(document, offset, insertion);
  if (written === undefined) return undefined;
  const after = applyEdits(text, [...written.edits, insertAt(offset, written.text)]);
  return isInserted(document, parseDocument(after, format), insertion) ? written : undefined;
}

/** The object or array that something new at an offset would be part of, by its path; undefined inside of a value. */
export function placeAt(document: ConfigDocument, offset: number): InsertPlace | undefined {
  if (isInComment(document, offset)) return undefined;
  const container = bracketsAt(document.root, offset);
  if (container !== undefined) return { path: container.path, isSection: false };
  if (document.format !== "toml") return undefined;
  const section = sectionAt(readToml(document.text), offset);
  return section && { path: section, isSection: true };
}

export interface InsertPlace {
  readonly path: ConfigPath;
  /** Whether it is a line of a TOML file, where new sections can begin too. */
  readonly isSection: boolean;
}

function isInComment({ comments }: ConfigDocument, offset: number): boolean {
  return comments.some(({ span }) => span.start < offset && offset <= span.end);
}
