import type { FilePath, Span } from "./span.ts";

/** Replaces the text of `span` by `newText`; an empty span inserts, an empty text deletes. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Edits of one file, all against the text that was read; `create` makes the file, with `text`, where there is none. */
export type FileEdit =
  | { readonly kind: "change"; readonly path: FilePath; readonly edits: readonly TextEdit[] }
  | { readonly kind: "create"; readonly path: FilePath; readonly text: string }
  | { readonly kind: "delete"; readonly path: FilePath };

/**
 * Applies edits that all refer to the original text. Edits at one place are applied in the order given; overlapping ones
 * are a mistake of whoever made them and throw.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let end = 0;
  for (const edit of ordered) {
    if (edit.span.start < end) throw new RangeError(`Overlapping edits at ${edit.span.start}`);
    result += text.slice(end, edit.span.start) + edit.newText;
    end = edit.span.end;
  }
  return result + text.slice(end);
}

/** An edit that inserts `newText` at `offset`. */
export function insertAt(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

/** The line ending a text uses: the one of its first line, LF for a text of one line. */
export function lineEndingOf(text: string): "\n" | "\r\n" {
  const index = text.indexOf("\n");
  return index > 0 && text[index - 1] === "\r" ? "\r\n" : "\n";
}
