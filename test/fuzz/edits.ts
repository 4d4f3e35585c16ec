import assert from "node:assert/strict";
import { isObject, isSame, withoutEmpty } from "../../src/core/config/edit/values.ts";
import { formatOf, parseDocument } from "../../src/core/config/document.ts";
import { type ConfigValue, toValue } from "../../src/core/config/tree.ts";
import { isConfigPath } from "../../src/core/discovery.ts";
import { applyFileEdits } from "../../src/core/fix.ts";
import { applyEdits, type FileEdit, type TextEdit } from "../../src/core/text/edits.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import type { MemoryFiles } from "../support/memoryFiles.ts";
import { isParseable, statementsOf } from "./parseable.ts";

/**
 * Holds what is true for every edit of every file: its spans lie in the text and cut no character or line ending in two,
 * a file that could be parsed can be parsed afterwards, line endings stay what they were, and of a module every statement
 * that no span touches is still a statement. Returns the texts after it.
 */
export function assertGoodEdits(
  files: MemoryFiles,
  edits: readonly FileEdit[],
): ReadonlyMap<FilePath, string | undefined> {
  const after = applyFileEdits(files, edits);
  for (const edit of edits) {
    const text = after.get(edit.path);
    if (edit.kind === "create") assert.notEqual(isParseable(edit.path, edit.text), false, `created ${edit.text}`);
    if (edit.kind !== "change") continue;
    const before = files.readFile(edit.path);
    assert.ok(before !== undefined, `${edit.path} is not there`);
    assert.ok(text !== undefined);
    for (const each of edit.edits) assertSound(before, each);
    if (isParseable(edit.path, before) !== true) continue;
    const shown = () => `${edit.path}\n${before.slice(0, 5000)}\n=>\n${text.slice(0, 5000)}`;
    assert.equal(isParseable(edit.path, text), true, `cannot be parsed any more: ${shown()}`);
    if (!isConfigPath(edit.path)) assertStatementsKept(edit.path, { before, after: text, edits: edit.edits });
  }
  return after;
}

function assertSound(text: string, { span, newText }: TextEdit): void {
  assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, "lies outside of the text");
  for (const at of [span.start, span.end]) {
    const pair = text.slice(at - 1, at + 1);
    assert.ok(at === 0 || !/[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(pair), "cuts a character in two");
    assert.ok(at === 0 || pair !== "\r\n", "cuts a line ending in two");
  }
  const isCrlf = text.includes("\r\n") && !/(^|[^\r])\n/.test(text);
  if (isCrlf) assert.ok(!/(^|[^\r])\n/.test(newText), `writes another line ending: ${JSON.stringify(newText)}`);
}

interface Change {
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
}

function assertStatementsKept(path: string, { before, after, edits }: Change): void {
  // What ended a statement may be taken out, and a semicolon left in its place.
  const isEnded = edits.some(({ newText }) => newText === ";");
  const kept = new Set(
    statementsOf(path, after).flatMap(({ text }) => (isEnded ? [text, text.replace(/\s*;$/, "")] : [text])),
  );
  for (const { text, start, end } of statementsOf(path, before)) {
    const isTouched = edits.some(({ span }) => span.start <= end && start <= span.end);
    assert.ok(isTouched || kept.has(text), `no statement any more: ${text}\n=>\n${after}`);
  }
}

/** Holds that nothing but what a refactoring is about means something else: Durable Objects, at the top or in environments. */
export function assertOthersKept(before: string, after: string, path: string): void {
  const values = [before, after].map((text) => withoutObjects(toValue(parseDocument(text, formatOf(path)).root)));
  assert.ok(
    isSame(values[0], values[1]),
    `${before}\n=>\n${after}\n${JSON.stringify(values[0])}\n=>\n${JSON.stringify(values[1])}`,
  );
}

const about = new Set(["durable_objects", "migrations", "exports", "containers"]);

function withoutObjects(value: ConfigValue, isEnvironment = false): ConfigValue {
  if (!isObject(value)) return withoutEmpty(value);
  const rest = Object.entries(value).filter(([key]) => !about.has(key));
  const inner = rest.map(([key, each]): [string, ConfigValue] => {
    if (key !== "env" || isEnvironment || !isObject(each)) return [key, each];
    return [
      key,
      Object.fromEntries(Object.entries(each).map(([name, one]) => [name, withoutObjects(one, true)] as const)),
    ];
  });
  return withoutEmpty(Object.fromEntries(inner));
}

/** The text after edits of one file. */
export function textAfter(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(text, edits);
}
