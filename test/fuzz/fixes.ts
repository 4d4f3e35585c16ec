import assert from "node:assert/strict";
import { formatOf } from "../../src/core/config/document.ts";
import { isConfigPath } from "../../src/core/discovery.ts";
import type { Problem } from "../../src/core/check.ts";
import { disableEdit } from "../../src/core/disableEdit.ts";
import { applyFileEdits, resolveFix, safeEdits } from "../../src/core/fix.ts";
import type { Change, Fix } from "../../src/core/rules/rule.ts";
import type { MemoryFiles } from "../support/memoryFiles.ts";
import { checkAll, projectOf } from "../support/project.ts";
import { editAndCheck } from "../unit/config/editProperty.ts";
import { assertGoodEdits, assertOthersKept, textAfter } from "./edits.ts";
import type { Input } from "./input.ts";
import { isParseable } from "./parseable.ts";
import { pick } from "./random.ts";

/** Holds that each fix of each problem keeps parseable files parseable and changes what it is about and nothing else. */
export function assertGoodFixes(files: MemoryFiles, problems: readonly Problem[]): number {
  let count = 0;
  for (const problem of problems) {
    for (const fix of problem.fixes) {
      named(`fix “${fix.title}” of ${problem.rule}`, () => assertGoodFix(files, problem, fix));
      count++;
    }
  }
  return count;
}

function assertGoodFix(files: MemoryFiles, problem: Problem, fix: Fix): void {
  const edits = resolveFix(files, problem.config, fix);
  if (edits === undefined) return;
  assertGoodEdits(files, edits);
  for (const change of fix.changes) assertMeansWhatItSays(files, problem, change);
}

/** The text of a configuration after a change has the value that the change makes of it, and keeps comments and the rest. */
function assertMeansWhatItSays(files: MemoryFiles, { config }: Problem, change: Change): void {
  if (change.kind !== "config") return;
  const path = change.path ?? config;
  const text = files.readFile(path) ?? "";
  if (isParseable(path, text) !== true || formatOf(path) === "typescript") return;
  editAndCheck(text, formatOf(path), change.changes);
}

/** Holds that a problem can be switched off by a comment without harm. */
export function assertGoodDisabling(files: MemoryFiles, problems: readonly Problem[], { draw }: Input): void {
  if (problems.length === 0) return;
  const { path, rule, span } = pick(draw, problems);
  const text = files.readFile(path) ?? "";
  for (const scope of ["line", "file"] as const) {
    const edit = disableEdit({ path, text, rule, offset: span.start, scope });
    if (edit === undefined || isParseable(path, text) !== true) continue;
    named(`disabling ${rule} for the ${scope}`, () => {
      assertGoodEdits(files, [{ kind: "change", path, edits: [edit] }]);
      if (isConfigPath(path)) assertOthersKept(text, textAfter(text, [edit]), path);
    });
  }
}

/** So many rounds of safe fixes are enough for any file that a person has written; more would mean that they never end. */
const mostRounds = 20;

/** Holds that applying all safe fixes, and those of what is left, comes to an end. */
export function assertSafeFixesEnd({ files, committed }: Input): void {
  let texts = files;
  const seen = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const { files: memory, project } = projectOf(texts, committed);
    const edits = safeEdits(memory, checkAll(project));
    if (edits.length === 0) return;
    const after = [...applyFileEdits(memory, edits)].map(([path, text]) => [path.replace("/w/", ""), text ?? ""]);
    const next: typeof texts = { ...texts, ...Object.fromEntries(after) };
    const isNew = !seen.has(JSON.stringify(next));
    assert.ok(isNew, `safe fixes come back to a text they have made: ${JSON.stringify(after, null, 1)}`);
    seen.add(JSON.stringify(next));
    texts = next;
  }
  assert.fail(`safe fixes do not end: ${JSON.stringify(texts, null, 1)}`);
}

/** Says in a failure what was being done. */
export function named<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
