import { t } from "@vscode/l10n";
import { parseDocument } from "../../config/document.ts";
import { insertInto, placeAt, type InsertPlace } from "../../config/insert.ts";
import type { Insertion } from "../../config/insert/insertion.ts";
import type { ConfigDocument } from "../../config/syntax.ts";
import { type ConfigPath, nodeAt } from "../../config/tree.ts";
import type { Analysis } from "../../project.ts";
import { applyEdits, insertAt, type TextEdit } from "../../text/edits.ts";
import { runStart } from "../../text/run.ts";
import type { Span } from "../../text/span.ts";
import type { Worker } from "../../worker.ts";
import type { ConfigLevel, ConfigSnippet } from "../snippetData.ts";
import { choicesFor } from "./choices.ts";
import { acceptedContent, markedContent, placeholdersOf, type Stops, toSnippet } from "./placeholders.ts";

/** A snippet as it would be written at the cursor. */
export interface RenderedSnippet {
  readonly snippet: ConfigSnippet;
  /** The word that it replaces, with its quotes. */
  readonly span: Span;
  /** In the snippet syntax of VS Code and the protocol. */
  readonly text: string;
  /** The same with every default accepted. */
  readonly plain: string;
  /** What else changes, before the word: the comma behind the item before. */
  readonly edits: readonly TextEdit[];
  /** The environment it belongs to; null for the top level. */
  readonly environment: string | null;
}

/** The snippets of a list that fit at an offset of a configuration, rendered in its syntax and style. */
export function snippetsAt(
  analysis: Analysis,
  offset: number,
  snippets: readonly ConfigSnippet[],
): readonly RenderedSnippet[] {
  const { text, format } = analysis.config.document;
  const span = wordAt(text, offset, format === "toml");
  // What is being typed is no part of the file yet, and often breaks it.
  const document = parseDocument(applyEdits(text, [{ span, newText: "" }]), format);
  const place = placeAt(document, span.start);
  if (place === undefined) return [];
  return targetsOf(place, analysis).flatMap((target) =>
    snippets.flatMap((snippet) => {
      const path = fittingPath(snippet, target, place);
      const written = path && render(snippet, { document, path, offset: span.start, worker: target.worker });
      return written === undefined ? [] : [{ ...written, snippet, span, environment: target.worker.environment.name }];
    }),
  );
}

/** The word before (and around) the cursor, with the quotes that an editor puts around it in JSON. */
export function wordAt(text: string, offset: number, isToml: boolean): Span {
  const after = /^[\w-]*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0;
  const span = { start: runStart(text, offset, /[\w-]/), end: offset + after };
  const isQuoted = !isToml && text[span.start - 1] === '"';
  if (!isQuoted) return span;
  return { start: span.start - 1, end: span.end + (text[span.end] === '"' ? 1 : 0) };
}

/** Whose settings are meant at a place, and where they stand. */
interface Target {
  readonly worker: Worker;
  readonly level: ConfigLevel;
  readonly base: ConfigPath;
}

/** At a line of a TOML file the section above tells the environment, and the top level is always meant too. */
function targetsOf({ path, isSection }: InsertPlace, { workers }: Analysis): readonly Target[] {
  const [top, ...named] = workers;
  const atTop: Target = { worker: top, level: "top", base: [] };
  const worker = path[0] === "env" && named.find(({ environment }) => environment.name === path[1]);
  if (!worker) return [atTop];
  const own: Target = { worker, level: "environment", base: path.slice(0, 2) };
  return isSection ? [own, atTop] : [own];
}

/** The full path that a snippet goes to from a place, or undefined if it does not fit there. */
function fittingPath(
  { into, levels }: ConfigSnippet,
  { level, base }: Target,
  { path, isSection }: InsertPlace,
): ConfigPath | undefined {
  if (!levels.includes(level)) return undefined;
  const own = path.slice(base.length);
  const isBelow = own.length <= into.length && own.every((step, at) => into[at] === step || into[at] === "*");
  const resolved = into.map((step, at) => (step === "*" ? own[at] : step));
  const isComplete = (steps: readonly (string | number | undefined)[]): steps is ConfigPath =>
    steps.every((step) => step !== undefined);
  if (isBelow && base.every((step, at) => path[at] === step))
    return isComplete(resolved) ? [...base, ...resolved] : undefined;
  return isSection && !into.includes("*") ? [...base, ...into] : undefined;
}

interface Rendering {
  readonly document: ConfigDocument;
  readonly path: ConfigPath;
  readonly offset: number;
  readonly worker: Worker;
}

function render(
  snippet: ConfigSnippet,
  { document, path, offset, worker }: Rendering,
): Pick<RenderedSnippet, "text" | "plain" | "edits"> | undefined {
  const stops = stopsOf(snippet, worker, keysAt(document, path));
  const isInline = snippet.style === "inline";
  const accepted: Insertion = { path, content: acceptedContent(snippet, stops), isInline };
  const plain = insertInto(document, offset, accepted);
  if (plain === undefined) return undefined;
  const marked = insertInto(document, offset, { path, content: markedContent(snippet), isInline });
  if (marked === undefined) return undefined;
  return { text: toSnippet(marked.text, stops, document.format === "toml"), plain: plain.text, edits: plain.edits };
}

function stopsOf(snippet: ConfigSnippet, worker: Worker, keys: ReadonlySet<string>): Stops {
  const found = placeholdersOf(snippet);
  const keyStops = new Set(found.filter(({ isKey }) => isKey).map(({ placeholder }) => placeholder.$));
  const [topic] = snippet.into;
  return new Map(
    found.map(({ placeholder }) => {
      const taken = keyStops.has(placeholder.$) ? keys : new Set<string>();
      return [placeholder.$, choicesFor(placeholder, { worker, topic, taken })];
    }),
  );
}

function keysAt({ root }: ConfigDocument, path: ConfigPath): ReadonlySet<string> {
  const node = nodeAt(root, path);
  return new Set(node?.kind === "object" ? node.properties.map(({ key }) => key) : []);
}

/** What a snippet is for, in the person's language. */
export function describeSnippet({ snippet, environment }: RenderedSnippet): {
  readonly title: string;
  readonly description: string;
} {
  // The texts of the data are the keys of their translations.
  const [title, description] = [t(snippet.title), t(snippet.description)];
  return { title: environment === null ? title : t("{0}, in {1}", title, environment), description };
}

/** The text of a document with a snippet accepted as it stands. */
export function applySnippet(text: string, { span, plain, edits }: RenderedSnippet): string {
  return applyEdits(text, [...edits, { span, newText: "" }, insertAt(span.end, plain)]);
}
