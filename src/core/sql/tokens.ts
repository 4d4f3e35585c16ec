import type { Span } from "../text/span.ts";

/** A piece of SQL, comments and white space left out. Offsets are UTF-16 units of the text that was read. */
export interface SqlToken extends Span {
  readonly kind: "word" | "quoted" | "string" | "number" | "parameter" | "symbol";
  /** As written. */
  readonly text: string;
  /** In upper case, as keywords are compared. */
  readonly upper: string;
}

/** A statement without the semicolon behind it. */
export interface SqlStatement extends Span {
  readonly tokens: readonly SqlToken[];
  /** The word that it begins with, in upper case; empty for anything else. `EXPLAIN` in front does not count. */
  readonly head: string;
}

const pattern = new RegExp(
  [
    String.raw`(?:\s+|--[^\n]*|/\*[\s\S]*?(?:\*/|$))`,
    String.raw`([xX]?'(?:[^']|'')*(?:'|$))`,
    String.raw`("(?:[^"]|"")*(?:"|$)|${"`"}(?:[^${"`"}]|${"``"})*(?:${"`"}|$)|\[[^\]]*(?:\]|$))`,
    String.raw`(\?\d*|[:@$][\w\u0080-\uffff$]+(?:::[\w\u0080-\uffff$]+)*)`,
    String.raw`((?:0[xX][0-9a-fA-F]+|(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][+-]?\d+)?))`,
    String.raw`([A-Za-z_\u0080-\uffff][\w\u0080-\uffff$]*)`,
    String.raw`(->>|->|\|\||<=|>=|<>|==|!=|<<|>>|[\s\S])`,
  ].join("|"),
  "gy",
);

/** What the groups of the pattern find, from the first. */
const kinds = ["string", "quoted", "parameter", "number", "word", "symbol"] as const;

/** Reads a text as SQLite's own tokenizer does. It never fails: what is not closed goes on to the end. */
export function tokenize(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(sql); match !== null; match = pattern.exec(sql)) {
    const [text] = match;
    const kind = kindOf(match);
    if (kind === undefined) continue;
    const upper = kind === "word" ? text.toUpperCase() : text;
    tokens.push({ kind, text, upper, start: match.index, end: match.index + text.length });
  }
  return tokens;
}

function kindOf(match: RegExpExecArray): SqlToken["kind"] | undefined {
  for (let group = 1; group <= kinds.length; group++) if (match[group] !== undefined) return kinds[group - 1];
  return undefined;
}

/** The statements of a text; the semicolons in the body of a trigger end none. */
export function statementsOf(tokens: readonly SqlToken[]): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  let current: SqlToken[] = [];
  const finish = (): void => {
    const [first] = current;
    if (first !== undefined)
      statements.push({
        tokens: current,
        head: headOf(current),
        start: first.start,
        end: current.at(-1)?.end ?? first.end,
      });
    current = [];
  };
  for (const token of tokens) {
    if (token.text === ";" && !isInTrigger(current)) finish();
    else current.push(token);
  }
  finish();
  return statements;
}

function headOf(tokens: readonly SqlToken[]): string {
  const [first] = tokens;
  if (first?.kind !== "word") return "";
  if (first.upper !== "EXPLAIN") return first.upper;
  return tokens[tokens[1]?.upper === "QUERY" ? 3 : 1]?.upper ?? "";
}

/** How many values a statement takes: `?` and names count on, `?NNN` names its own number (sqlite.org/c3ref/bind_blob.html). */
export function parameterCount(tokens: readonly SqlToken[]): number {
  const named = new Set<string>();
  let highest = 0;
  for (const { kind, text } of tokens) {
    if (kind !== "parameter") continue;
    if (/^\?\d/.test(text)) highest = Math.max(highest, Number(text.slice(1)));
    else if (text === "?" || !named.has(text)) highest++;
    named.add(text);
  }
  return highest;
}

/** A word or a quoted name, without its quotes. */
export function nameOf({ kind, text }: SqlToken): string | undefined {
  if (kind === "word") return text;
  if (kind !== "quoted") return undefined;
  const quote = text.startsWith("[") ? "]" : (text[0] ?? "");
  return text.slice(1, text.endsWith(quote) ? -1 : undefined).replaceAll(quote + quote, quote);
}

/** A name as it can stand in a statement, in quotes where it has to. */
export function quotedName(name: string, quote: string): string {
  const isPlain = /^[A-Za-z_][\w$]*$/.test(name) && !reserved.has(name.toUpperCase());
  return isPlain ? name : `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}

/** The keywords that are no names without quotes. */
const reserved: ReadonlySet<string> = new Set(
  (
    "ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE DEFAULT DEFERRABLE DELETE " +
    "DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING IN INDEX INSERT INTERSECT INTO IS ISNULL JOIN " +
    "LIMIT NOT NOTHING NOTNULL NULL ON OR ORDER PRIMARY REFERENCES RETURNING SELECT SET TABLE THEN TO TRANSACTION UNION " +
    "UNIQUE UPDATE USING VALUES WHEN WHERE"
  ).split(" "),
);

/** Whether a statement so far is a trigger whose body has not ended: as `sqlite3_complete` decides it, by `; END`. */
function isInTrigger(tokens: readonly SqlToken[]): boolean {
  const isTrigger = tokens[0]?.upper === "CREATE" && (tokens[1]?.upper === "TRIGGER" || tokens[2]?.upper === "TRIGGER");
  return isTrigger && !(tokens.at(-1)?.upper === "END" && tokens.at(-2)?.text === ";");
}
