/**
 * Where the run of characters of one kind begins that ends at an offset. A pattern that ends in `$` would be tried at each
 * character of a long text, and go through the run each time.
 */
export function runStart(text: string, end: number, kind: RegExp): number {
  let start = end;
  while (start > 0 && kind.test(text.charAt(start - 1))) start--;
  return start;
}
