import { lineEndingOf, type TextEdit } from "../../text/edits.ts";
import type { ConfigChange, ConfigDocument } from "../syntax.ts";
import { type ConfigNode, type ConfigPath, type ConfigValue, nodeAt, toValue } from "../tree.ts";
import { applyToPieces, editsOf, piecesOf, textOf } from "./pieces.ts";
import { changedValue, isObject, isSame, prunedPath, withoutEmpty } from "./values.ts";

/** How one syntax makes one change: as edits of the text that was read, or as several simpler changes in its place. */
export interface SingleEditor<Read extends { readonly document: ConfigDocument }> {
  read(text: string): Read;
  /** `eol` is the line ending of the text as it was before the first change, which may leave no line of it. */
  edit(read: Read, change: ConfigChange, eol: string): Edited | undefined;
}

export type Edited =
  | { readonly edits: readonly TextEdit[]; readonly steps?: undefined }
  | { readonly steps: readonly ConfigChange[]; readonly edits?: undefined };

/**
 * Makes changes one after the other, each on the text that the one before it left, and returns them as edits of the text
 * that was read. The outcome of each is read again: if it does not mean exactly what was asked for, nothing is edited.
 */
export function editInSequence<Read extends { readonly document: ConfigDocument }>(
  text: string,
  changes: readonly ConfigChange[],
  editor: SingleEditor<Read>,
): readonly TextEdit[] | undefined {
  const eol = lineEndingOf(text);
  let pieces = piecesOf(text);
  let read = editor.read(text);
  for (const change of changes) {
    const before = read;
    const plain = withoutPrune(before.document.root, change);
    if (!make(plain, mostSteps) || !isAsAsked(before.document, plain, read.document)) return undefined;
  }
  return editsOf(pieces, text);

  function make(change: ConfigChange, stepsLeft: number): boolean {
    const edited = refined(read.document.root, change) ?? editor.edit(read, change, eol);
    if (edited === undefined || stepsLeft === 0) return false;
    if (edited.steps !== undefined) return edited.steps.every((step) => make(step, stepsLeft - 1));
    pieces = applyToPieces(pieces, edited.edits);
    read = editor.read(textOf(pieces));
    const isDone = edited.edits.length === 0 || !isStillThere(read.document.root, change);
    return isDone || make(change, stepsLeft - 1);
  }
}

/** Whether a property that is written several times has to be taken out again. */
function isStillThere(root: ConfigNode, { kind, path }: ConfigChange): boolean {
  return kind === "remove" && typeof path.at(-1) === "string" && nodeAt(root, path) !== undefined;
}

/** How deep changes may be made up of other changes. */
const mostSteps = 20;

function withoutPrune(root: ConfigNode, change: ConfigChange): ConfigChange {
  if (change.kind !== "remove" || change.prune !== true) return change;
  return { kind: "remove", path: prunedPath(root, change.path) };
}

/** An object that replaces an object is written key by key, so that what is the same in both keeps its comments. */
function refined(root: ConfigNode, change: ConfigChange): Edited | undefined {
  if (change.kind !== "set") return undefined;
  const old = nodeAt(root, change.path);
  const { value } = change;
  if (old === undefined) return undefined;
  if (isSame(toValue(old), value)) return { edits: [] };
  if (old.kind !== "object" || !isObject(value) || old.properties.length === 0) return undefined;
  const keys = Object.keys(value);
  if (keys.length === 0) return undefined;
  const gone = [...new Set(old.properties.map((each) => each.key))].filter((key) => !Object.hasOwn(value, key));
  return {
    steps: [...keys.map((key) => setMember(change.path, key, value)), ...gone.map((key) => removal(change.path, key))],
  };
}

function setMember(path: ConfigPath, key: string, value: { readonly [key: string]: ConfigValue }): ConfigChange {
  return { kind: "set", path: [...path, key], value: value[key] ?? null };
}

function removal(path: ConfigPath, key: string): ConfigChange {
  return { kind: "remove", path: [...path, key] };
}

function isAsAsked(before: ConfigDocument, change: ConfigChange, after: ConfigDocument): boolean {
  if (after.syntaxErrors.length > before.syntaxErrors.length) return false;
  const wanted = changedValue(toValue(before.root), change);
  const got = toValue(after.root);
  if (wanted === undefined) return false;
  return isSame(wanted, got) || (change.kind === "remove" && isSame(withoutEmpty(wanted), withoutEmpty(got)));
}
