/** A half-open range of a text: `start` is in, `end` is out, both UTF-16 offsets from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value together with the place it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** A span in a file; the path is a normalised absolute one. */
export interface Place {
  readonly path: FilePath;
  readonly span: Span;
}

/**
 * A normalised absolute path: `/` between its parts, drive letters lower case, no `.` or `..`. Only `toFilePath` makes
 * one, so that two paths are the same file if they are the same string (links aside: see `FileSystem.realPath`).
 */
export type FilePath = string & { readonly [filePathBrand]: true };
declare const filePathBrand: unique symbol;

/** Whether `offset` lies in `span`, its end included, as a cursor behind the last character is still "in" a word. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether `inner` lies wholly in `outer`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
