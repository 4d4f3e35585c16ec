import assert from "node:assert/strict";
import { applyFileEdits } from "../../../src/core/fix.ts";
import type { Analysis, Project } from "../../../src/core/project.ts";
import type { Refactored } from "../../../src/core/refactor/refactoring.ts";
import { applyEdits, type FileEdit, type TextEdit } from "../../../src/core/text/edits.ts";
import { toFilePath } from "../../../src/core/text/path.ts";
import type { MemoryFiles } from "../../support/memoryFiles.ts";
import { checkAll, projectOf } from "../../support/project.ts";

export type Texts = Readonly<Record<string, string>>;

interface Given {
  readonly files: MemoryFiles;
  readonly project: Project;
  readonly analysis: Analysis;
}

/** Applies a refactoring to a project in memory and returns the texts of the files that it changed. */
export function refactored(texts: Texts, refactor: (given: Given) => Refactored): Texts {
  const { files, project } = projectOf(texts);
  const [config] = project.configs;
  const analysis = config && project.analyse(config);
  assert.ok(analysis);
  const result = refactor({ files, project, analysis });
  if (result.kind === "refused") assert.fail(result.reason);
  const after = [...applyFileEdits(files, result.edits)].map(([path, text]) => [path.replace("/w/", ""), text ?? ""]);
  return Object.fromEntries(after);
}

/** The reason that a refactoring gives for refusing. */
export function reasonOf(texts: Texts, refactor: (given: Given) => Refactored): string {
  const { files, project } = projectOf(texts);
  const analysis = project.analyse(project.configs[0] ?? toFilePath("/w/none"));
  assert.ok(analysis);
  const result = refactor({ files, project, analysis });
  return result.kind === "refused" ? result.reason : "";
}

/** The rules that find something in the project as it is after a refactoring, hints left out. */
export function rulesAfter(texts: Texts, changed: Texts): readonly string[] {
  const { project } = projectOf({ ...texts, ...changed });
  return checkAll(project)
    .filter((each) => each.severity !== "hint")
    .map((each) => each.rule);
}

/** Holds that an editor can take edits back: the inverse of each, applied to the text after it, gives the old bytes. */
export function assertUndone(files: MemoryFiles, edits: readonly FileEdit[]): void {
  for (const edit of edits) {
    if (edit.kind !== "change") continue;
    const before = files.readFile(edit.path) ?? "";
    const after = applyEdits(before, edit.edits);
    assert.equal(applyEdits(after, inverse(before, edit.edits)), before);
  }
}

function inverse(before: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0;
  return edits
    .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ span, newText }) => {
      const start = span.start + shift;
      shift += newText.length - (span.end - span.start);
      return { span: { start, end: start + newText.length }, newText: before.slice(span.start, span.end) };
    });
}
