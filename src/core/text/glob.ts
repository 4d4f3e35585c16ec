/**
 * Compiles a glob: `*` and `?` within a part of a path, `[a-z]` and `[!a-z]`, `{a,b}`, `**` for any number of parts, `\` before
 * a sign that means itself. Names that begin with a dot are no exception. A workspace can bring its own patterns, and a
 * regular expression made of one may take for ever; this takes no longer than the pattern times the path.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const alternatives = withoutBraces(pattern).map((each) => each.split("/").map(toPart));
  return (path) => {
    const parts = path.split("/");
    return alternatives.some((tokens) => matchesAll(tokens, parts, matchesPart));
  };
}

const star = Symbol("any number of them");
type Star = typeof star;

/** A part of a path: what its characters may be. */
type Part = readonly (Star | Fits)[];
type Fits = (character: string) => boolean;

function toPart(text: string): Part | Star {
  if (text === "**") return star;
  const tokens: (Star | Fits)[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    const set = sign === "[" ? setAt(text, at) : undefined;
    if (set !== undefined) {
      tokens.push(set.fits);
      at = set.end;
    } else if (sign === "*") tokens.push(star);
    else if (sign === "?") tokens.push(() => true);
    else {
      const own = sign === "\\" && at + 1 < text.length ? text.charAt(++at) : sign;
      tokens.push((character) => character === own);
    }
  }
  return tokens;
}

/** The set of characters that begins at a bracket; undefined if that is never closed and stands for itself. */
function setAt(text: string, start: number): { readonly fits: Fits; readonly end: number } | undefined {
  const isNegated = /[!^]/.test(text.charAt(start + 1));
  const first = start + (isNegated ? 2 : 1);
  // A closing bracket that comes first is a member.
  const end = text.indexOf("]", first + 1);
  if (end < 0) return undefined;
  const members = text.slice(first, end);
  return { end, fits: (character) => isMember(members, character) !== isNegated };
}

function isMember(members: string, character: string): boolean {
  for (let at = 0; at < members.length; at++) {
    const isRange = members[at + 1] === "-" && at + 2 < members.length;
    const [low, high] = [members.charAt(at), members.charAt(isRange ? at + 2 : at)];
    if (low <= character && character <= high) return true;
    if (isRange) at += 2;
  }
  return false;
}

function matchesPart(part: Part, name: string): boolean {
  return matchesAll(part, name.split(""), (fits, character) => fits(character));
}

/** Whether items fit tokens one by one; what fails behind a star is tried again one item later, and never before that star. */
function matchesAll<Token, Item>(
  tokens: readonly (Star | Token)[],
  items: readonly Item[],
  fits: (token: Token, item: Item) => boolean,
): boolean {
  let token = 0;
  let lastStar = -1;
  let retry = 0;
  for (let at = 0; at < items.length;) {
    const item = items[at];
    const wanted = tokens[token];
    if (wanted === star) {
      lastStar = token++;
      retry = at;
    } else if (wanted !== undefined && item !== undefined && fits(wanted, item)) {
      token++;
      at++;
    } else if (lastStar >= 0) {
      token = lastStar + 1;
      at = ++retry;
    } else return false;
  }
  return tokens.slice(token).every((each) => each === star);
}

/** More alternatives than anybody writes; what is beyond them is left out. */
const mostAlternatives = 100;

/** The patterns that a pattern with braces stands for. */
function withoutBraces(pattern: string): readonly string[] {
  let patterns: readonly string[] = [pattern];
  for (let round = 0; round < mostAlternatives; round++) {
    const next = patterns.flatMap(withoutInnermost).slice(0, mostAlternatives);
    if (next.length === patterns.length && next.every((each, index) => each === patterns[index])) break;
    patterns = next;
  }
  return patterns;
}

function withoutInnermost(pattern: string): readonly string[] {
  const close = closingBrace(pattern);
  const open = close < 0 ? -1 : pattern.lastIndexOf("{", close);
  if (open < 0) return [pattern];
  const choices = pattern.slice(open + 1, close).split(",");
  return choices.map((each) => pattern.slice(0, open) + each + pattern.slice(close + 1));
}

/** The first brace that closes one. */
function closingBrace(pattern: string): number {
  const open = pattern.indexOf("{");
  return open < 0 ? -1 : pattern.indexOf("}", open);
}
