import { editDocument, formatOf, parseDocument } from "./config/document.ts";
import type { FileSystem } from "./ports.ts";
import type { Problem } from "./check.ts";
import type { Change, Fix } from "./rules/rule.ts";
import { applyEdits, type FileEdit, type TextEdit } from "./text/edits.ts";
import type { FilePath } from "./text/span.ts";

/**
 * Turns a fix into edits of files as they are now. `config` is the configuration that changes without a path are about.
 * Undefined where a change cannot be made (a file is gone, a syntax cannot say it): then nothing of the fix is applied.
 */
export function resolveFix(files: FileSystem, config: FilePath, fix: Fix): readonly FileEdit[] | undefined {
  const edits = fix.changes.map((change) => resolveChange(files, config, change));
  return edits.every((edit) => edit !== undefined) ? joinByFile(edits) : undefined;
}

/** The texts that files have after edits; a deleted file is undefined. */
export function applyFileEdits(
  files: FileSystem,
  edits: readonly FileEdit[],
): ReadonlyMap<FilePath, string | undefined> {
  return new Map(edits.map((edit) => [edit.path, textAfter(files, edit)]));
}

/**
 * The safe fixes that can be applied together: the first of each problem, in order, without those that overlap one that
 * was taken. Applying them and checking again ends, as each mends what it was offered for.
 */
export function safeEdits(files: FileSystem, problems: readonly Problem[]): readonly FileEdit[] {
  const taken: FileEdit[] = [];
  for (const problem of problems) {
    const fix = problem.fixes.find((each) => each.isSafe === true);
    const edits = fix && resolveFix(files, problem.config, fix);
    if (edits?.every((edit) => !taken.some((other) => collide(edit, other))) === true) taken.push(...edits);
  }
  return joinByFile(taken);
}

function resolveChange(files: FileSystem, config: FilePath, change: Change): FileEdit | undefined {
  switch (change.kind) {
    case "create":
      return { kind: "create", path: change.path, text: change.text };
    case "delete":
      return { kind: "delete", path: change.path };
    case "text":
      return { kind: "change", path: change.path, edits: change.edits };
    case "config": {
      const path = change.path ?? config;
      const text = files.readFile(path);
      const edits = text === undefined ? undefined : editDocument(parseDocument(text, formatOf(path)), change.changes);
      return edits && { kind: "change", path, edits };
    }
  }
}

/** Edits of one file become one. */
function joinByFile(edits: readonly FileEdit[]): readonly FileEdit[] {
  const changes = new Map<FilePath, TextEdit[]>();
  const others: FileEdit[] = [];
  for (const edit of edits) {
    if (edit.kind === "change") changes.set(edit.path, [...(changes.get(edit.path) ?? []), ...edit.edits]);
    else others.push(edit);
  }
  return [...others, ...[...changes].map(([path, all]): FileEdit => ({ kind: "change", path, edits: all }))];
}

function collide(a: FileEdit, b: FileEdit): boolean {
  if (a.path !== b.path) return false;
  if (a.kind !== "change" || b.kind !== "change") return true;
  return a.edits.some((one) => b.edits.some((two) => one.span.start <= two.span.end && two.span.start <= one.span.end));
}

function textAfter(files: FileSystem, edit: FileEdit): string | undefined {
  switch (edit.kind) {
    case "create":
      return edit.text;
    case "delete":
      return undefined;
    case "change":
      return applyEdits(files.readFile(edit.path) ?? "", edit.edits);
  }
}
