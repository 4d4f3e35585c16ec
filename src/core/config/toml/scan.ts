/** The offset where a line's text ends: its LF or CRLF, or the end of the text. */
export function endOfLine(text: string, at: number): number {
  const index = text.indexOf("\n", at);
  if (index < 0) return text.length;
  return index > at && text[index - 1] === "\r" ? index - 1 : index;
}

/** The offset of the line after the one `at` lies in, or the end of the text. */
export function startOfNextLine(text: string, at: number): number {
  const index = text.indexOf("\n", at);
  return index < 0 ? text.length : index + 1;
}

/**
 * The end of the string whose first quote is at `at`, closing quotes included. A string of one line that is not closed
 * ends with its line; a multi-line one that is not closed before `limit` has no end: undefined.
 */
export function endOfString(text: string, at: number, limit = text.length): number | undefined {
  const quote = text.charAt(at);
  const isMultiLine = text.startsWith(quote.repeat(3), at);
  return isMultiLine ? endOfMultiLine(text, at + 3, limit) : endOfSingleLine(text, at + 1, quote);
}

function endOfSingleLine(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === quote) return at + 1;
    if (char === "\n") return endOfLine(text, at);
    if (char === "\\" && quote === '"' && text[at + 1] !== "\n" && text[at + 1] !== "\r") at++;
  }
  return text.length;
}

function endOfMultiLine(text: string, start: number, limit: number): number | undefined {
  const quote = text.charAt(start - 1);
  const close = quote.repeat(3);
  for (let at = start; at < limit; at++) {
    if (quote === '"' && text[at] === "\\") at++;
    else if (text.startsWith(close, at)) return endOfQuotes(text, at + 3, quote);
  }
  return undefined;
}

/** Up to two quotes directly before the closing three belong to the string. */
function endOfQuotes(text: string, at: number, quote: string): number {
  const more = text[at] === quote ? (text[at + 1] === quote ? 2 : 1) : 0;
  return at + more;
}
