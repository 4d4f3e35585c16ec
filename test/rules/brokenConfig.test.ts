import assert from "node:assert/strict";
import { cleanDraft } from "../wrangler/agreement/draft.ts";
import { Random } from "../wrangler/agreement/random.ts";
import { writeConfig } from "../wrangler/agreement/write.ts";
import { checkAll, projectOf } from "../support/project.ts";

/** Ways to break a text at an offset, as typing does. */
const breaks: Readonly<Record<string, (text: string, at: number) => string>> = {
  "without one character": (text, at) => text.slice(0, at) + text.slice(at + 1),
  "without the rest of a line": (text, at) => text.slice(0, at) + text.slice(at).replace(/^.*/, ""),
  "without the rest of the file": (text, at) => text.slice(0, at),
};

describe("a configuration that is broken in one place", () => {
  for (const [name, breakAt] of Object.entries(breaks)) {
    it(`gives no error and no warning but the syntax error: ${name}`, () => {
      let broken = 0;
      for (let seed = 1; seed <= 150; seed++) broken += checkBroken(seed, breakAt);
      assert.ok(broken > 300, `${broken}`);
    });
  }
});

/** Breaks a generated configuration in four places, and returns how often that is a syntax error. */
function checkBroken(seed: number, breakAt: (text: string, at: number) => string): number {
  const random = new Random(seed);
  const draft = cleanDraft(random);
  const text = writeConfig(random, draft);
  const name = `wrangler.${draft.format}`;
  const marks = [...text.matchAll(/["'[\],{}=:]/g)].map((found) => found.index);
  let count = 0;
  for (let round = 0; round < 4; round++) {
    const changed = breakAt(text, random.pick(marks));
    const rules = rulesFound({ ...draft.sources, [name]: changed });
    if (!rules.includes("config-syntax")) continue;
    assert.deepEqual(rules, ["config-syntax"], `seed ${seed}\n${changed}`);
    count++;
  }
  return count;
}

function rulesFound(files: Readonly<Record<string, string>>): readonly string[] {
  const problems = checkAll(projectOf(files).project).filter(({ severity }) => /^(error|warning)$/.test(severity));
  return [...new Set(problems.map(({ rule }) => rule))];
}
