import assert from "node:assert/strict";
import fc from "fast-check";
import { editDocument, parseDocument } from "../../../src/core/config/document.ts";
import { changedValue, isSame, prunedPath, withoutEmpty } from "../../../src/core/config/edit/values.ts";
import type { ConfigChange, ConfigDocument, ConfigFormat } from "../../../src/core/config/syntax.ts";
import { type ConfigNode, type ConfigPath, type ConfigValue, nodeAt, toValue } from "../../../src/core/config/tree.ts";
import { applyEdits, type TextEdit } from "../../../src/core/text/edits.ts";
import { change, type Draw, draws, object } from "./randomConfig.ts";
import type { Span } from "../../../src/core/text/span.ts";

const seed = Number(process.env["SEED"] ?? 20261123);
const numRuns = Number(process.env["RUNS"] ?? 1000);

/** Declares the tests that hold random changes of random files in a syntax against the same changes of plain values. */
export function testRandomEdits(format: ConfigFormat, render: (draw: Draw, root: ConfigValue) => string): void {
  it(`mean what was asked for and keep the rest (SEED=${seed})`, () => {
    const property = fc.property(draws, (draw) => {
      const text = render(draw, object(draw, 3));
      check(text, format, [change(draw, toValue(parseDocument(text, format).root))]);
    });
    fc.assert(property, { seed, numRuns });
  });

  it(`mean the same when several are made at once (SEED=${seed})`, () => {
    const property = fc.property(draws, (draw) => {
      const text = render(draw, object(draw, 2));
      check(text, format, changesInARow(draw, toValue(parseDocument(text, format).root)));
    });
    fc.assert(property, { seed, numRuns });
  });
}

function changesInARow(draw: Draw, root: ConfigValue): readonly ConfigChange[] {
  const changes: ConfigChange[] = [];
  let value = root;
  for (let count = 0; count < 3; count++) {
    const next = change(draw, value);
    const plain: ConfigChange = next.kind === "remove" ? { kind: "remove", path: next.path } : next;
    const changed = changedValue(value, plain);
    if (changed === undefined) continue;
    changes.push(plain);
    value = changed;
  }
  return changes;
}

function check(text: string, format: ConfigFormat, changes: readonly ConfigChange[]): void {
  try {
    editAndCheck(text, format, changes);
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

/** Makes changes and holds what is true for every change of every file. */
export function editAndCheck(text: string, format: ConfigFormat, changes: readonly ConfigChange[]): EditedText {
  const before = parseDocument(text, format);
  assert.deepEqual(before.syntaxErrors, []);
  const edits = editDocument(before, changes);
  assert.ok(edits !== undefined, "cannot be done");
  const newText = applyEdits(text, edits);
  const after = parseDocument(newText, format);
  assert.deepEqual(after.syntaxErrors, [], newText);
  const wanted = changes.reduce((value, change) => changedPlain(value, change, before), toValue(before.root));
  const isAsWanted = isSame(withoutEmpty(wanted), withoutEmpty(toValue(after.root)));
  assert.ok(isAsWanted, `${newText}\n${JSON.stringify(toValue(after.root))}\nwanted ${JSON.stringify(wanted)}`);
  if (changes.length === 1) {
    assertCommentsKept(before, newText, changes);
    assertOthersUntouched(before, edits, changes);
  }
  return { before, edits, text: newText, after };
}

function changedPlain(value: ConfigValue, change: ConfigChange, { root }: ConfigDocument): ConfigValue {
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
  return spansOf(root, node).map((span) => (change.kind === "set" ? withSameLine(text, span) : withLines(text, span)));
}

function spansOf(root: ConfigNode, node: ConfigNode): Span[] {
  const parent = nodeAt(root, node.path.slice(0, -1));
  const own =
    parent?.kind === "object"
      ? parent.properties.filter((each) => each.value === node).map((each) => each.span)
      : [node.span];
  return [...own, ...childrenOf(node).flatMap((child) => spansOf(root, child))];
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
  const above = /(?:[ \t]*(?:\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/|#[^\n]*)[ \t]*\r?\n)*[^\n]*$/.exec(
    text.slice(0, span.start),
  );
  return { start: above?.index ?? span.start, end: withSameLine(text, span).end };
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
    if (about.some((path) => startsWith(node.path, path))) continue;
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
