import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import type { Problem } from "../../src/core/check.ts";
import { applyFileEdits, resolveFix } from "../../src/core/fix.ts";
import { rules } from "../../src/core/rules/index.ts";
import { LineMap } from "../../src/core/text/lineMap.ts";
import { checkAll, projectOf } from "../support/project.ts";
import { drawMarks, readExamples, type Example, type Mark, type PageFile } from "../support/rulePage.ts";

const isUpdating = process.env["UPDATE"] === "1";

describe("rule pages", () => {
  it("there is one page for each rule, and one rule for each page", () => {
    const pages = readdirSync("docs/rules").map((name) => name.replace(/\.md$/, ""));
    assert.deepEqual(pages.toSorted(), rules.map((rule) => rule.id).toSorted());
  });

  for (const rule of rules) {
    const path = `docs/rules/${rule.id}.md`;
    if (!existsSync(path)) continue;
    const page = readFileSync(path, "utf8");
    describe(rule.id, () => {
      it("starts with its id and its summary", () => {
        assert.equal(page.split("\n")[0], `# ${rule.id}`);
        assert.equal(page.split("\n")[2], `${rule.summary}.`);
      });

      it("says what, why, when to turn it off, and where Cloudflare writes about it", () => {
        const missing = ["## Why", "## When to turn it off", "## See also"].filter(
          (each) => !page.includes(`\n${each}\n`),
        );
        assert.deepEqual(missing, []);
      });

      const examples = readExamples(page);
      it("shows what is incorrect and what is correct", () => {
        assert.ok(examples.some((each) => each.kind === "Incorrect"));
        assert.ok(examples.some((each) => each.kind === "Correct"));
      });

      if (rule.fix !== "none") {
        it("shows what a fix does", () => assert.ok(examples.some((each) => each.kind === "Fixed by")));
      }

      let incorrect: Example | undefined;
      for (const [index, example] of examples.entries()) {
        if (example.kind === "Incorrect") incorrect = example;
        const subject = incorrect;
        const title = `${example.kind} ${example.title}`.trim();
        it(title, () => {
          if (example.kind !== "Fixed by") compareMarks({ path, index, example, rule: rule.id });
          else if (subject !== undefined) compareFix({ path, index, example, incorrect: subject, rule: rule.id });
        });
      }

      after(() => {
        if (isUpdating && readFileSync(path, "utf8") !== page) console.log(`    rewritten: ${path}`);
      });
    });
  }
});

interface Comparison {
  readonly path: string;
  /** Which example of the page, from 0. */
  readonly index: number;
  readonly example: Example;
  readonly rule: string;
}

/** Every problem of the example stands at a mark, and at every mark there is one. Hints of other rules are not looked at. */
function compareMarks({ path, index, example, rule }: Comparison): void {
  const problems = problemsOf(example, rule).problems;
  const pictures = example.files
    .filter((file) => !file.isCommitted)
    .map((file) => {
      const text = file.text;
      const actual = drawMarks(file.name, text, marksOf(file, problems));
      return { file, actual, expected: drawMarks(file.name, text, file.marks) };
    });
  for (const { file, actual, expected } of pictures) {
    if (isUpdating) rewrite(path, index, file.name, actual);
    else assert.equal(actual.join("\n"), expected.join("\n"), file.name);
  }
  if (!isUpdating) assert.equal(example.kind === "Incorrect", problems.length > 0);
}

/** The fix of that title, applied to the example before, gives the files shown, and the problem is gone. */
function compareFix({ path, index, example, incorrect, rule }: Comparison & { incorrect: Example }): void {
  const { files, problems } = problemsOf(incorrect, rule);
  const wanted = example.title.replaceAll(/^["“]|["”]$/g, "");
  const offered = problems
    .filter((each) => each.rule === rule)
    .flatMap((problem) => problem.fixes.map((fix) => ({ problem, fix })));
  const found = offered.find(({ fix }) => fix.title === wanted);
  assert.ok(found, `No fix “${wanted}”, but: ${offered.map(({ fix }) => `“${fix.title}”`).join(", ")}`);
  const edits = resolveFix(files, found.problem.config, found.fix);
  assert.ok(edits, "The fix cannot be applied");
  const after = new Map([...applyFileEdits(files, edits)].map(([name, text]) => [name.replace("/w/", ""), text]));
  for (const file of example.files) {
    const text = after.get(file.name) ?? "";
    if (isUpdating) rewrite(path, index, file.name, text.replace(/\n$/, "").split("\n"));
    else assert.equal(text, file.text, file.name);
  }
  assert.deepEqual([...after.keys()].toSorted(), example.files.map((file) => file.name).toSorted());
  const fixed = {
    ...textsOf(incorrect, false),
    ...Object.fromEntries([...after].map(([name, text]) => [name, text ?? ""])),
  };
  const project = projectOf(fixed, committedOf(incorrect));
  const remaining = checkAll(project.project).filter(
    (each) =>
      each.rule === rule && each.message === found.problem.message && each.span.start === found.problem.span.start,
  );
  assert.deepEqual(remaining, [], "The problem is still there");
}

function problemsOf(
  example: Example,
  rule: string,
): { files: ReturnType<typeof projectOf>["files"]; problems: readonly Problem[] } {
  const { files, project } = projectOf(textsOf(example, false), committedOf(example));
  return { files, problems: checkAll(project).filter((each) => each.rule === rule || each.severity !== "hint") };
}

function committedOf(example: Example): Record<string, string> | undefined {
  return example.files.some((file) => file.isCommitted) ? textsOf(example, true) : undefined;
}

function textsOf(example: Example, isCommitted: boolean): Record<string, string> {
  const files = example.files.filter((file) => file.isCommitted === isCommitted);
  return Object.fromEntries(files.map((file) => [file.name, file.text]));
}

function marksOf(file: PageFile, problems: readonly Problem[]): readonly Mark[] {
  const lines = new LineMap(file.text);
  return problems
    .filter((problem) => problem.path === `/w/${file.name}`)
    .map((problem) => {
      const start = lines.positionAt(problem.span.start);
      const end = lines.positionAt(problem.span.end);
      const lineEnd = (file.text.split("\n")[start.line] ?? "").length;
      const isOneLine = end.line === start.line;
      const environment = problem.environment === null ? "" : ` (${problem.environment})`;
      const text = `${problem.severity}${environment}: ${problem.message}`;
      return {
        line: start.line,
        start: start.column,
        end: Math.max(start.column + 1, isOneLine ? end.column : lineEnd),
        text,
      };
    });
}

/** Writes the lines of one file of one example into the page, as it is now. */
function rewrite(path: string, index: number, name: string, content: readonly string[]): void {
  const page = readFileSync(path, "utf8");
  const file = readExamples(page)[index]?.files.find((each) => each.name === name && !each.isCommitted);
  if (file === undefined) return;
  const lines = page.split("\n");
  lines.splice(file.firstLine, file.lastLine - file.firstLine, ...content);
  writeFileSync(path, lines.join("\n"));
}
