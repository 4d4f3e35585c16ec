/** A place as editors count it: line and column from 0, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns and back. Lines end at LF, CRLF or a lone CR, as in the Language Server Protocol. */
export class LineMap {
  readonly #starts: readonly number[];
  readonly #text: string;

  constructor(text: string) {
    this.#starts = lineStarts(text);
    this.#text = text;
  }

  /** The position of a UTF-16 offset; an offset outside the text is moved to its nearest end. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle;
    }
    return { line: low, column: clamped - (this.#starts[low] ?? 0) };
  }

  /** The UTF-16 offset of a position; one behind the end of its line or of the text is moved to that end. */
  offsetAt({ line, column }: Position): number {
    const start = this.#starts[line];
    if (start === undefined) return this.#text.length;
    let end = this.#starts[line + 1] ?? this.#text.length;
    while (end > start && isLineEnd(this.#text.charCodeAt(end - 1))) end--;
    return Math.min(start + column, end);
  }
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isCrOfCrLf = code === 13 && text.charCodeAt(index + 1) === 10;
    if (isLineEnd(code) && !isCrOfCrLf) starts.push(index + 1);
  }
  return starts;
}
