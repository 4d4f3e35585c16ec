import type { TextEdit } from "../../text/edits.ts";

/** A part of a text that is edited step by step: taken over from the original at `origin`, or written anew. */
interface Piece {
  readonly text: string;
  readonly origin: number | undefined;
}

export type Pieces = readonly Piece[];

export function piecesOf(original: string): Pieces {
  return [{ text: original, origin: 0 }];
}

export function textOf(pieces: Pieces): string {
  return pieces.map((piece) => piece.text).join("");
}

/** Applies edits that refer to the text as it is now. Edits at one place are applied in the order given. */
export function applyToPieces(pieces: Pieces, edits: readonly TextEdit[]): Pieces {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const result: Piece[] = [];
  let at = 0;
  for (const { span, newText } of ordered) {
    if (span.start < at) throw new RangeError(`Overlapping edits at ${span.start}`);
    result.push(...cut(pieces, at, span.start), { text: newText, origin: undefined });
    at = span.end;
  }
  result.push(...cut(pieces, at, Number.POSITIVE_INFINITY));
  return result.filter((piece) => piece.text !== "");
}

function cut(pieces: Pieces, start: number, end: number): Piece[] {
  const result: Piece[] = [];
  let offset = 0;
  for (const { text, origin } of pieces) {
    const from = Math.max(start - offset, 0);
    const part = text.slice(from, Math.max(end - offset, 0));
    if (part !== "") result.push({ text: part, origin: origin === undefined ? undefined : origin + from });
    offset += text.length;
  }
  return result;
}

/** The edits that turn the original into what the pieces make, in order, none touching what was taken over. */
export function editsOf(pieces: Pieces, original: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let written = "";
  let at = 0;
  for (const { text, origin } of [...pieces, { text: "", origin: original.length }]) {
    if (origin === undefined) {
      written += text;
      continue;
    }
    if (original.slice(at, origin) !== written) edits.push({ span: { start: at, end: origin }, newText: written });
    written = "";
    at = origin + text.length;
  }
  return edits;
}
