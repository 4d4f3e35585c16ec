import type { Span } from "../../text/span.ts";
import type { Comment } from "../../text/comment.ts";
import type { ConfigDocument, ConfigSyntaxError } from "../syntax.ts";
import { buildTables, type LocatedStatement, type TomlItem } from "./build.ts";
import { cutStatements, type CutStatement, type CutText, swallowsStatements } from "./cut.ts";
import { commentError, refusalError, toldErrors } from "./errors.ts";
import { explainRedefinition } from "./messages.ts";
import { tableNode } from "./nodes.ts";
import { readStatement } from "./statement.ts";

/** A TOML file as read, and the statements that its value is made of. */
export interface ReadToml {
  readonly document: ConfigDocument;
  readonly statements: readonly LocatedStatement[];
  /** All there is besides blanks and comments, readable or not. */
  readonly cuts: readonly CutStatement[];
  /** The statements that wrangler refuses, of which some part may have been read all the same. */
  readonly refused: readonly Span[];
  /** How often the whole text was gone through, for tests. */
  readonly readings: number;
}

/** A file with more broken statements than this is no TOML: only its first error is told, the rest is not read. */
const mostErrors = 50;

/** Reads a TOML file, statement by statement, so that a broken one takes nothing else with it. */
export function readToml(text: string): ReadToml {
  const { cuts, comments, items, errors, refused, readings } = readBest(text);
  const { root, statements, redefinitions } = buildTables(items, text.length);
  for (const { name, span } of redefinitions) errors.push({ message: explainRedefinition(name), span });
  const syntaxErrors = toldErrors(errors, text, mostErrors);
  const document: ConfigDocument = { format: "toml", text, root: tableNode(root, []), syntaxErrors, comments };
  return { document, statements, cuts, refused, readings };
}

interface ReadStatements {
  readonly cuts: readonly CutStatement[];
  readonly comments: readonly Comment[];
  readonly items: readonly TomlItem[];
  readonly errors: ConfigSyntaxError[];
  readonly refused: readonly Span[];
}

/** How many strings before the first error are suspected of having swallowed what follows them: each is one more reading. */
const mostSuspects = 2;

/**
 * A string of several lines whose end is missing ends at the next one's beginning, and everything behind it is read inside
 * out. So where something is broken, strings before it that look like that are tried as unclosed: whatever leaves the
 * fewest broken statements is taken (a sound string that is cut breaks at both ends).
 */
function readBest(text: string): ReadStatements & Pick<ReadToml, "readings"> {
  let best = readStatements(text, cutStatements(text));
  const suspects = suspectsIn(text, best).slice(-mostSuspects);
  for (const { span } of suspects) {
    const read = readStatements(text, cutStatements(text, span.start));
    if (read.refused.length <= best.refused.length) best = read;
  }
  return { ...best, readings: 1 + suspects.length };
}

function suspectsIn(text: string, { cuts, refused: [first] }: ReadStatements): readonly CutStatement[] {
  if (first === undefined) return [];
  return cuts.filter((cut) => cut.span.start < first.start && swallowsStatements(text, cut));
}

function readStatements(text: string, { statements: cuts, comments }: CutText): ReadStatements {
  const errors = comments.flatMap((comment) => commentError(comment, text));
  const items: TomlItem[] = [];
  const refused: Span[] = [];
  for (const cut of cuts) {
    if (refused.length > mostErrors) break;
    const source = text.slice(cut.span.start, cut.span.end);
    const { statement, refusal } = readStatement(source);
    if (refusal !== undefined) errors.push(refusalError(refusal, cut.span, text));
    if (refusal !== undefined) refused.push(cut.span);
    if (statement !== undefined) items.push({ base: cut.span.start, statement });
    else if (cut.kind === "header" || lacksOnlyItsBracket(source)) items.push("unreadable header");
  }
  return { cuts, comments, items, errors, refused };
}

/** `exports.Room]`: what follows does not belong to the table before. */
function lacksOnlyItsBracket(statement: string): boolean {
  return /^[^=\n[]+\]{1,2}$/.test(statement);
}
