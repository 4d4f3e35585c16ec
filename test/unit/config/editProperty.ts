import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type ParseError, parse as parseJson } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { editDocument, parseDocument } from "../../../src/core/config/document.ts";
import { changedValue, isSame, prunedPath, withoutEmpty } from "../../../src/core/config/edit/values.ts";
import type { ConfigChange, ConfigDocument, ConfigFormat } from "../../../src/core/config/syntax.ts";
import { type ConfigNode, type ConfigPath, type ConfigValue, nodeAt, toValue } from "../../../src/core/config/tree.ts";
import { applyEdits, type TextEdit } from "../../../src/core/text/edits.ts";
import { change, type Draw, draws, object } from "./randomConfig.ts";
import type { Span } from "../../../src/core/text/span.ts";

const seed = Number(process.env["SEED"] ?? 20261123);
const numRuns = Number(process.env["RUNS"] ?? 500);

/** Declares the tests that hold random changes of random files in a syntax against the same changes of plain values. */
export function testRandomEdits(format: ConfigFormat, render: (draw: Draw, root: ConfigValue) => string): void {
  it(`mean what was asked for and keep the rest (SEED=${seed})`, () => {
    const property = fc.property(draws, (draw) => {
      const text = render(draw, object(draw, 3));
      const changes = [change(draw, toValue(parseDocument(text, format).root))];
      check(text, () => editAndCheck(text, format, changes), changes);
    });
    fc.assert(property, { seed, numRuns });
  }).timeout(60_000);

  it(`mean the same when several are made at once (SEED=${seed})`, () => {
    const property = fc.property(draws, (draw) => {
      const text = render(draw, object(draw, 2));
      const { changes, wanted } = changesInARow(draw, text, format);
      check(text, () => editAndCheck(text, format, changes, wanted), changes);
    });
    fc.assert(property, { seed, numRuns });
  }).timeout(60_000);
}

/** Changes that can be made one after the other, each of what the ones before it left. */
function changesInARow(
  draw: Draw,
  text: string,
  format: ConfigFormat,
): { changes: readonly ConfigChange[]; wanted: ConfigValue } {
  const document = parseDocument(text, format);
  const changes: ConfigChange[] = [];
  let value = toValue(document.root);
  for (let count = 0; count < 3; count++) {
    const next = change(draw, value);
    if (changedValue(value, next) === undefined) continue;
    changes.push(next.kind === "remove" ? { kind: "remove", path: next.path } : next);
    const edits = editDocument(document, changes);
    assert.ok(edits !== undefined, `${JSON.stringify(changes)}\n${text}\n---\ncannot be done`);
    value = toValue(parseDocument(applyEdits(text, edits), format).root);
  }
  return { changes, wanted: value };
}

function check(text: string, run: () => void, changes: readonly ConfigChange[]): void {
  try {
    run();
  } catch (error) {
    throw new Error(`${JSON.stringify(changes)}\n${text}\n---\n${String(error)}`, { cause: error });
  }
}

export interface EditedText {
  readonly before: ConfigDocument;
  readonly edits: readonly TextEdit[];
  readonly text: string;
  readonly after: ConfigDocument;
}

/**
 * Makes changes and holds what is true for every change of every file; `wanted` is the value they make, by default what
 * they make of the plain value.
 */
export function editAndCheck(
  text: string,
  format: ConfigFormat,
  changes: readonly ConfigChange[],
  wanted: ConfigValue = valueWanted(text, format, changes),
): EditedText {
  const before = parseDocument(text, format);
  assert.deepEqual(before.syntaxErrors, []);
  const edits = editDocument(before, changes);
  assert.ok(edits !== undefined, "cannot be done");
  const newText = applyEdits(text, edits);
  const after = parseDocument(newText, format);
  assert.deepEqual(after.syntaxErrors, [], newText);
  assertWranglerReads(newText, format);
  const isAsWanted = isSame(withoutEmpty(wanted), withoutEmpty(toValue(after.root)));
  assert.ok(isAsWanted, `${newText}\n${JSON.stringify(toValue(after.root))}\nwanted ${JSON.stringify(wanted)}`);
  if (changes.length === 1) {
    assertCommentsKept(before, newText, changes);
    assertOthersUntouched(before, edits, changes);
  }
  return { before, edits, text: newText, after };
}

/** wrangler's own parsers accept the text. */
function assertWranglerReads(text: string, format: ConfigFormat): void {
  const errors: ParseError[] = [];
  if (format === "toml") parseToml(text);
  else parseJson(text.replace(/^\uFEFF/, ""), errors, { allowTrailingComma: true });
  assert.deepEqual(errors, []);
}

function valueWanted(text: string, format: ConfigFormat, changes: readonly ConfigChange[]): ConfigValue {
  const document = parseDocument(text, format);
  return changes.reduce(changedPlain, toValue(document.root));
}

/** What is left empty depends on the changes before, so each looks at the value that they have made. */
function changedPlain(value: ConfigValue, change: ConfigChange): ConfigValue {
  const { root } = parseDocument(JSON.stringify(value), "jsonc");
  const path = change.kind === "remove" && change.prune === true ? prunedPath(root, change.path) : change.path;
  const changed = changedValue(value, { ...change, path } as ConfigChange);
  assert.ok(changed !== undefined);
  return changed;
}

function assertCommentsKept(before: ConfigDocument, newText: string, changes: readonly ConfigChange[]): void {
  const touched = changes.flatMap((change) => regionsOf(before, change));
  for (const { span } of before.comments) {
    const isTouched = touched.some((region) => region.start <= span.start && span.end <= region.end);
    const comment = before.text.slice(span.start, span.end);
    assert.ok(isTouched || newText.includes(comment), `lost ${comment}\n${newText}`);
  }
}

/** Where comments may go: in what is removed or replaced, behind it on its lines, and directly above it. */
function regionsOf({ root, text }: ConfigDocument, change: ConfigChange): Span[] {
  if (change.kind !== "remove" && change.kind !== "set") return [];
  const path = change.kind === "remove" && change.prune === true ? prunedPath(root, change.path) : change.path;
  const node = nodeAt(root, path);
  if (node === undefined) return [];
  return spansOf(root, node).map((span) => withLines(text, span));
}

function spansOf(root: ConfigNode, node: ConfigNode): Span[] {
  const parent = nodeAt(root, node.path.slice(0, -1));
  const properties = parent?.kind === "object" ? parent.properties.filter((each) => each.value === node) : [];
  const own = properties.length > 0 ? properties.map((each) => each.span) : [sectionOf(node)];
  return [...own, ...childrenOf(node).flatMap((child) => spansOf(root, child))];
}

/** Of an element with a header: the header and the keys below it. */
function sectionOf(node: ConfigNode): Span {
  const isSection = node.kind === "object" && node.style === "tableElement";
  return isSection ? { start: node.span.start, end: Math.max(node.span.end, ...endsOfKeys(node)) } : node.span;
}

/** Where the keys of a table end that are written below its header, dotted ones included. */
function endsOfKeys(node: ConfigNode): readonly number[] {
  if (node.kind !== "object") return [];
  return node.properties.flatMap(({ value, span, keySpan }) => {
    const isBelowOwnHeader = span.start < keySpan.start;
    return isBelowOwnHeader ? [] : [span.end, ...endsOfKeys(value)];
  });
}

function childrenOf(node: ConfigNode): readonly ConfigNode[] {
  if (node.kind === "object") return node.properties.map((each) => each.value);
  return node.kind === "array" ? node.items : [];
}

function withSameLine(text: string, { start, end }: Span): Span {
  const lineEnd = text.indexOf("\n", end);
  return { start, end: lineEnd < 0 ? text.length : lineEnd };
}

function withLines(text: string, span: Span): Span {
  let start = lineStart(text, span.start);
  for (let above = commentAbove(text, start); above !== undefined; above = commentAbove(text, start)) start = above;
  return { start, end: withSameLine(text, span).end };
}

/** Where the comment begins that fills the line above; undefined if something else stands there. */
function commentAbove(text: string, start: number): number | undefined {
  if (start === 0) return undefined;
  const line = lineStart(text, start - 1);
  const above = text.slice(line, start).trim();
  if (above.startsWith("//") || above.startsWith("#")) return line;
  const open = above.endsWith("*/") ? text.lastIndexOf("/*", start) : -1;
  const isAlone = open >= 0 && text.slice(lineStart(text, open), open).trim() === "";
  return isAlone ? lineStart(text, open) : undefined;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** No edit touches a scalar that no change is about. */
function assertOthersUntouched(
  { root }: ConfigDocument,
  edits: readonly TextEdit[],
  changes: readonly ConfigChange[],
): void {
  const about = changes.map((change) =>
    change.kind === "remove" && change.prune === true ? prunedPath(root, change.path) : change.path,
  );
  for (const node of scalarsIn(root)) {
    const isAbout = about.some(
      (path) => startsWith(node.path, path) || (node.kind === "null" && startsWith(path, node.path)),
    );
    if (isAbout) continue;
    for (const { span } of edits) {
      const isApart = span.end <= node.span.start || node.span.end <= span.start;
      assert.ok(isApart, `${node.path.join(".")} is touched`);
    }
  }
}

function* scalarsIn(node: ConfigNode): Generator<ConfigNode> {
  if (node.kind !== "object" && node.kind !== "array") yield node;
  for (const child of childrenOf(node)) yield* scalarsIn(child);
}

function startsWith(path: ConfigPath, prefix: ConfigPath): boolean {
  return prefix.every((step, index) => path[index] === step);
}
