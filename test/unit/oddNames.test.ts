import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { applyFileEdits, resolveFix } from "../../src/core/fix.ts";
import { checkAll, projectOf } from "../support/project.ts";
import { readExamples, type PageFile } from "../support/rulePage.ts";

/** Names that every object of JavaScript answers to, and a name of nobody that is as long. */
const oddNames = [
  ["__proto__", "__protu__"],
  ["constructor", "constructos"],
  ["toString", "toStrinx"],
  ["valueOf", "valueOx"],
  ["hasOwnProperty", "hasOwnPropertx"],
] as const;

/** The odd names and their counterparts, also as fixes spell them: `TO_STRING`, `tostring`. */
const anySpelling = new RegExp(
  oddNames
    .flat()
    .map((name) => name.replaceAll(/(?<=[a-z])(?=[a-z])/gi, "_?"))
    .join("|"),
  "gi",
);

/** What a person has named in a configuration: classes, bindings, environments, tags, Workers, containers. */
const namedByPeople =
  /(?:(?:class_name|name|tag|from|to|script_name|renamed_to|container)["']?\s*[=:]\s*["']|\[(?:env|exports)\.|classes["']?\s*[=:]\s*\[\s*["']|"(?:env|exports)":\s*\{\s*")([A-Za-z]\w*)/g;

describe("a name that every object answers to", function () {
  this.timeout(120_000);
  const pages = readdirSync("docs/rules").map((file) => ({ file, page: readFileSync(`docs/rules/${file}`, "utf8") }));

  for (const [index, [odd, plain]] of oddNames.entries()) {
    it(`means no more than another one: ${odd}`, () => {
      let compared = 0;
      for (const { file, page } of pages) {
        for (const { files } of readExamples(page)) {
          const words = [
            ...new Set(files.flatMap(({ text }) => [...text.matchAll(namedByPeople)].map(([, word = ""]) => word))),
          ];
          // Every name of a page gets one of the odd ones; together they have had all.
          for (const [place, word] of words.entries()) {
            if ((place + compared + file.length) % oddNames.length !== index) continue;
            assert.deepEqual(told(files, word, odd), told(files, word, plain), `${file}: ${word} as ${odd}`);
            compared++;
          }
          compared++;
        }
      }
      assert.ok(compared > 100);
    });
  }

  /** All that is said of a project in which a word is another one, and what the fixes make of it, without that name. */
  function told(files: readonly PageFile[], word: string, name: string): unknown {
    const pattern = new RegExp(`\\b${word}\\b`, "g");
    const textsOf = (isCommitted: boolean) =>
      Object.fromEntries(
        files
          .filter((each) => each.isCommitted === isCommitted)
          .map((each) => [each.name, each.text.replaceAll(pattern, name)]),
      );
    const committed = textsOf(true);
    const opened = projectOf(textsOf(false), Object.keys(committed).length > 0 ? committed : undefined);
    const problems = checkAll(opened.project).map(({ rule, severity, path, span, message, fixes, config }) => {
      const fixed = fixes.map((fix) => {
        const edits = resolveFix(opened.files, config, fix);
        return [fix.title, edits && [...applyFileEdits(opened.files, edits)]];
      });
      return { rule, severity, path, span, message, fixed };
    });
    return JSON.parse(JSON.stringify(problems).replaceAll(anySpelling, "NAME"));
  }
});
