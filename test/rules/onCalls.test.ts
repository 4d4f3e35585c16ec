import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { rules } from "../../src/core/rules/index.ts";
import { ask } from "../../src/core/rules/shared/ask.ts";
import type { Worker } from "../../src/core/worker.ts";
import { projectOf } from "../support/project.ts";
import { readExamples, type PageFile } from "../support/rulePage.ts";

const workers = rules.flatMap(({ id }) =>
  readExamples(readFileSync(`docs/rules/${id}.md`, "utf8")).flatMap(({ files }) => workersOf(files)),
);

describe("rules that are about calls", () => {
  for (const rule of rules.filter(({ onCalls }) => onCalls !== undefined)) {
    it(`${rule.id} finds nothing where it is not asked`, () => {
      for (const worker of workers) {
        assert.equal([...ask(rule, worker)].length, [...rule.check(worker)].length, worker.config.document.text);
      }
    });
  }
});

function workersOf(files: readonly PageFile[]): readonly Worker[] {
  const current = files.filter(({ isCommitted }) => !isCommitted);
  const { project } = projectOf(Object.fromEntries(current.map(({ name, text }) => [name, text])));
  return project.configs.flatMap((path) => project.analyse(path)?.workers ?? []);
}
