/** Options of one letter that wrangler has beside the long ones. */
const longNames: Readonly<Record<string, string>> = { c: "config", e: "env" };

/** The value that a command line gives an option, `--port 1` or `--port=1`; "" if it has none, undefined if it is not there. */
export function optionValue(words: readonly string[], name: string): string | undefined {
  const index = words.findIndex((word) => nameOf(word) === name);
  const word = words[index];
  if (word === undefined) return undefined;
  const equals = word.indexOf("=");
  if (equals >= 0) return word.slice(equals + 1);
  const next = words[index + 1];
  return next === undefined || next.startsWith("-") ? "" : next;
}

/**
 * Our own options without those that the person's words give: wrangler (4.164) refuses an option that is there twice ("The
 * argument "--port" expects a single value").
 */
export function withoutGiven(ours: readonly string[], words: readonly string[]): readonly string[] {
  const given = new Set(words.flatMap((word) => nameOf(word) ?? []));
  return ours.filter((each) => !given.has(nameOf(each) ?? ""));
}

/** The words of a script, as far as options are concerned; quotes are taken off. */
export function wordsOf(text: string): readonly string[] {
  return (text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replaceAll(/["']/g, ""));
}

function nameOf(word: string): string | undefined {
  const [, dashes, name = ""] = /^(--?)([^=]+)/.exec(word) ?? [];
  if (dashes === undefined) return undefined;
  // `--no-bundle` and `--bundle` are one option.
  return dashes === "-" ? longNames[name] : name.replace(/^no-/, "");
}
