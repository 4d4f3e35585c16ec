/**
 * A text as it may go to a terminal: names and paths come from a workspace, and a terminal takes control characters for
 * commands, a line break for the next line of a report, and marks of direction for another order of the letters.
 */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).toUpperCase().padStart(4, "0")}`;
  });
}
