import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import toml from "@iarna/toml";
import { formatOf, parseDocument } from "../../src/core/config/document.ts";
import { toValue, type ConfigValue } from "../../src/core/config/tree.ts";
import type { Problem } from "../../src/core/check.ts";
import { applyFileEdits, resolveFix } from "../../src/core/fix.ts";
import { rules } from "../../src/core/rules/index.ts";
import { checkAll, projectOf } from "../support/project.ts";
import { readExamples, type Example } from "../support/rulePage.ts";

type Texts = Readonly<Record<string, string>>;

/** Ways to write one configuration. A rule on the shape of one syntax does not speak in the others, and is not asked there. */
const styles: Readonly<Record<string, { readonly file: string; readonly write: (value: Plain) => string }>> = {
  "JSON with tabs": { file: "wrangler.json", write: (value) => `${JSON.stringify(value, null, "\t")}\n` },
  "JSONC on one line": { file: "wrangler.jsonc", write: (value) => `// ours\n${JSON.stringify(value)}` },
  "JSONC with CRLF and trailing commas": { file: "wrangler.jsonc", write: trailingCommas },
  "TOML with tables": { file: "wrangler.toml", write: (value) => stringify(value) },
  "TOML with inline tables": { file: "wrangler.toml", write: inlineTables },
  "TOML with dotted keys and CRLF": { file: "wrangler.toml", write: (value) => dotted(value).replaceAll("\n", "\r\n") },
};

type Plain = Readonly<Record<string, ConfigValue>>;

describe("every fix in every syntax", () => {
  let applied = 0;

  for (const rule of rules) {
    if (rule.fix === "none") continue;
    const examples = readExamples(readFileSync(`docs/rules/${rule.id}.md`, "utf8")).filter(
      (each) => each.kind === "Incorrect",
    );
    for (const [style, { file, write }] of Object.entries(styles)) {
      it(`${rule.id}: ${style}`, () => {
        for (const example of examples)
          applied += applyAll(rule.id, rewritten(example, file, write), committedOf(example, file, write));
      });
    }
  }

  it("there is something to apply", () => assert.ok(applied > 500, `${applied}`));
});

/** Applies each fix of a rule by itself: the file parses, and the problem is gone. Returns how many there were. */
function applyAll(rule: string, texts: Texts, committed: Texts | undefined): number {
  const { files, project } = projectOf(texts, committed);
  const problems = checkAll(project).filter((each) => each.rule === rule);
  let count = 0;
  for (const problem of problems) {
    for (const fix of problem.fixes) {
      const edits = resolveFix(files, problem.config, fix);
      assert.ok(edits, `cannot be applied: ${fix.title}\n${JSON.stringify(texts, null, 1)}`);
      const after = [...applyFileEdits(files, edits)].map(
        ([path, text]) => [path.replace("/w/", ""), text ?? ""] as const,
      );
      const fixed = { ...texts, ...Object.fromEntries(after) };
      for (const [path, text] of after) assertParses(path, text, fix.title);
      const remaining = checkAll(projectOf(fixed, committed).project).filter((each) => isSame(each, problem));
      assert.deepEqual(remaining, [], `${fix.title}\n${JSON.stringify(fixed, null, 1)}`);
      count++;
    }
  }
  return count;
}

function isSame(a: Problem, b: Problem): boolean {
  return a.rule === b.rule && a.message === b.message && a.environment === b.environment && a.path === b.path;
}

function assertParses(path: string, text: string, title: string): void {
  if (!/\.(toml|jsonc?)$/.test(path)) return;
  assert.deepEqual(parseDocument(text, formatOf(path)).syntaxErrors, [], `${title}\n${text}`);
}

/** The files of an example with each configuration written in another style. */
function rewritten(example: Example, file: string, write: (value: Plain) => string, isCommitted = false): Texts {
  const chosen = example.files.filter((each) => each.isCommitted === isCommitted);
  return Object.fromEntries(
    chosen.map(({ name, text }) => {
      if (!/(^|\/)wrangler(\.\w+)?\.(toml|jsonc?)$/.test(name)) return [name, text];
      const document = parseDocument(text, formatOf(name));
      const value = toValue(document.root);
      const isWhole =
        document.syntaxErrors.length === 0 && typeof value === "object" && value !== null && !Array.isArray(value);
      if (!isWhole) return [name, text];
      const moved = name.replace(/wrangler(\.\w+)?\.(toml|jsonc?)$/, (_, infix: string = "") =>
        file.replace("wrangler", `wrangler${infix}`),
      );
      return [moved, write(value as Plain)];
    }),
  );
}

function committedOf(example: Example, file: string, write: (value: Plain) => string): Texts | undefined {
  return example.files.some((each) => each.isCommitted) ? rewritten(example, file, write, true) : undefined;
}

function trailingCommas(value: Plain): string {
  return `${JSON.stringify(value, null, 2)}\n`
    .replaceAll(/([^,{[\n])\n(\s*[}\]])/g, "$1,\n$2")
    .replaceAll("\n", "\r\n");
}

function stringify(value: Plain): string {
  return toml.stringify(value as toml.JsonMap).replaceAll(/(\d)_(?=\d)/g, "$1");
}

/** One statement per key of the top level, everything below it inline. */
function inlineTables(value: Plain): string {
  return Object.entries(value)
    .map(([key, each]) => `${keyOf(key)} = ${inline(each)}\n`)
    .join("");
}

/** Tables as dotted keys, two levels deep. */
function dotted(value: Plain): string {
  return Object.entries(value)
    .flatMap(([key, each]) => {
      const isTable = typeof each === "object" && each !== null && !Array.isArray(each) && Object.keys(each).length > 0;
      if (!isTable) return [`${keyOf(key)} = ${inline(each)}\n`];
      return Object.entries(each).map(
        ([inner, deep]) => `${keyOf(key)}.${keyOf(inner)} = ${inline(deep as ConfigValue)}\n`,
      );
    })
    .join("");
}

function inline(value: ConfigValue): string {
  if (Array.isArray(value)) return `[${value.map((each) => inline(each as ConfigValue)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? "null");
  const parts = Object.entries(value).map(([key, each]) => `${keyOf(key)} = ${inline(each as ConfigValue)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

function keyOf(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}
