import ts from "typescript";
import { touches, type Span } from "../text/span.ts";
import { constantOf } from "./localConst.ts";
import { innermost } from "./syntax.ts";

/** The text of an SQL argument as far as the module tells it. */
export interface SqlText {
  /** The text as the program has it; a part that is not known stands as one NUL character. */
  readonly value: string;
  /** The parts that are not known, each with its offset in `value`. */
  readonly holes: readonly SqlHole[];
  /** The place in the module of a range of `value`, both in UTF-16 units. */
  spanOf(range: Span): Span;
  /** The offset in `value` of an offset in the module; undefined outside of the literals that the text is written in. */
  indexOf(offset: number): number | undefined;
}

export interface SqlHole {
  readonly at: number;
  readonly expression: ts.Expression;
}

/** A stretch of the value and where each of its characters is written. */
interface Piece {
  readonly value: string;
  /** The offset in the module of each character of `value`, and of the end. */
  readonly offsets: (index: number) => number;
  readonly hole: ts.Expression | undefined;
  /** Between the quotes, where the piece is written itself and not as a constant's name. */
  readonly content?: Span;
}

/** Constants of constants, of which nobody chains more; it also ends circles. */
const maxDepth = 8;

/** The character that stands for what is not known. */
export const unknownPart = "\0";

/**
 * Reads strings, templates, concatenations and constants of the same module; undefined where nothing of it is written
 * down.
 */
export function sqlTextOf(expression: ts.Expression): SqlText | undefined {
  const pieces = piecesOf(expression, 0);
  if (pieces.every((each) => each.hole !== undefined)) return undefined;
  return new JoinedText(pieces);
}

/** Whether the whole text is known. */
export function isConstant(text: SqlText): boolean {
  return text.holes.length === 0;
}

class JoinedText implements SqlText {
  readonly value: string;
  readonly holes: readonly SqlHole[];
  readonly #pieces: readonly Piece[];

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
    this.value = pieces.map((each) => each.value).join("");
    const holes: SqlHole[] = [];
    let at = 0;
    for (const { value, hole } of pieces) {
      if (hole !== undefined) holes.push({ at, expression: hole });
      at += value.length;
    }
    this.holes = holes;
  }

  spanOf({ start, end }: Span): Span {
    const first = this.#offsetOf(start, false);
    const last = this.#offsetOf(end, true);
    return { start: first, end: last < first ? first : last };
  }

  indexOf(offset: number): number | undefined {
    let from = 0;
    for (const { value, content, offsets } of this.#pieces) {
      if (content !== undefined && touches(content, offset)) return from + indexIn(value.length, offset, offsets);
      from += value.length;
    }
    return undefined;
  }

  /** The end of a range belongs to the piece that it ends in, not to the one behind it. */
  #offsetOf(index: number, isEnd: boolean): number {
    let from = 0;
    for (const piece of this.#pieces) {
      const length = piece.value.length;
      const isInside = isEnd ? index <= from + length : index < from + length;
      if (isInside) return piece.offsets(index - from);
      from += length;
    }
    const last = this.#pieces.at(-1);
    return last === undefined ? 0 : last.offsets(last.value.length);
  }
}

/** The character that is written at an offset or has begun before it: an escape is one character. */
function indexIn(length: number, offset: number, offsets: Piece["offsets"]): number {
  let index = 0;
  while (index < length && offsets(index + 1) <= offset) index++;
  return index;
}

function piecesOf(expression: ts.Expression, depth: number): readonly Piece[] {
  const node = innermost(expression);
  if (depth > maxDepth) return [holeOf(node)];
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [literalPiece(node)];
  if (ts.isNumericLiteral(node)) return [plainPiece(node, node.text)];
  if (ts.isTemplateExpression(node)) {
    return [
      literalPiece(node.head),
      ...node.templateSpans.flatMap((each) => [
        ...piecesOf(each.expression, depth + 1).map((piece) => inHole(piece, each.expression)),
        literalPiece(each.literal),
      ]),
    ];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return [...piecesOf(node.left, depth + 1), ...piecesOf(node.right, depth + 1)];
  }
  const constant = ts.isIdentifier(node) ? constantOf(node) : undefined;
  if (constant === undefined || constant === node) return [holeOf(node)];
  const inner = piecesOf(constant, depth + 1);
  return inner.every((each) => each.hole === undefined) ? inner : [holeOf(node)];
}

/** What a constant in a template stands for is reported where it is used. */
function inHole(piece: Piece, expression: ts.Expression): Piece {
  if (piece.hole !== undefined) return piece;
  const start = expression.getStart();
  return {
    value: piece.value,
    hole: undefined,
    offsets: (index) => (index >= piece.value.length ? expression.end : start),
  };
}

function holeOf(node: ts.Expression): Piece {
  return { ...plainPiece(node, unknownPart), hole: node };
}

function plainPiece(node: ts.Node, value: string): Piece {
  const start = node.getStart();
  return { value, offsets: (index) => (index >= value.length ? node.end : start), hole: undefined };
}

type Literal =
  | ts.StringLiteral
  | ts.NoSubstitutionTemplateLiteral
  | ts.TemplateHead
  | ts.TemplateMiddle
  | ts.TemplateTail;

function literalPiece(node: Literal): Piece {
  const source = node.getSourceFile();
  const start = node.getStart(source) + 1;
  const raw = source.text.slice(start, start + rawLength(node, start - 1));
  const content = { start, end: start + raw.length };
  if (raw === node.text) return { value: raw, offsets: (index) => start + index, hole: undefined, content };
  const map = escapeMap(raw, start);
  const offsets = (index: number): number => map[Math.min(index, map.length - 1)] ?? start;
  return { value: node.text, offsets, hole: undefined, content };
}

/** Without the quotes, or the backtick and `${`; a literal that is not closed ends where its line or the file does. */
function rawLength(node: Literal, start: number): number {
  const length = node.end - start;
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node)) return Math.max(0, length - 3);
  return Math.max(0, length - (node.isUnterminated === true ? 1 : 2));
}

const escape = /\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|[\s\S])|\r\n|[\s\S]/g;

/** Where each character of a literal's value is written, its end included. */
function escapeMap(raw: string, start: number): readonly number[] {
  const map: number[] = [];
  for (const { 0: written, index } of raw.matchAll(escape)) {
    const isContinuation = /^\\(\r\n|[\n\r\u2028\u2029])$/.test(written);
    const isAstral = written.startsWith("\\u{") && Number.parseInt(written.slice(3, -1), 16) > 0xffff;
    const length = isContinuation ? 0 : isAstral ? 2 : 1;
    for (let count = 0; count < length; count++) map.push(start + index);
  }
  map.push(start + raw.length);
  return map;
}
