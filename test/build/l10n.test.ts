import * as l10n from "@vscode/l10n";
import assert from "node:assert/strict";
import { existsSync, globSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { stringsInCode, untranslatedIn } from "../../scripts/strings.ts";
import { checkAll, projectOf } from "../support/project.ts";
import { readExamples } from "../support/rulePage.ts";

const isUpdating = process.env["UPDATE"] === "1";

type Strings = Readonly<Record<string, string>>;

/** English, and what translations of it there are. */
const sources = [
  { english: "l10n/bundle.l10n.json", translations: globSync("l10n/bundle.l10n.*.json") },
  { english: "package.nls.json", translations: globSync("package.nls.*.json") },
] as const;

describe("l10n", function () {
  this.timeout(60_000);

  it("l10n/bundle.l10n.json holds every string that code asks for", () => {
    const expected = Object.fromEntries(stringsInCode().map((text) => [text, text]));
    if (isUpdating) writeStrings("l10n/bundle.l10n.json", expected);
    assert.deepEqual(readStrings("l10n/bundle.l10n.json"), expected);
  });

  for (const { english, translations } of sources) {
    for (const file of translations) {
      it(`${file} translates everything, with the same placeholders and code`, function () {
        const originals = readStrings(english);
        const known = Object.entries(readStrings(file)).filter(([key]) => originals[key] !== undefined);
        if (isUpdating) writeStrings(file, Object.fromEntries(known.toSorted(([a], [b]) => (a < b ? -1 : 1))));
        const translated = readStrings(file);
        for (const [key, text] of Object.entries(translated)) {
          assert.ok(originals[key] !== undefined, `${key} is gone: run this with UPDATE=1`);
          assert.deepEqual(fixedParts(text), fixedParts(originals[key]), key);
        }
        const missing = Object.keys(originals).filter((key) => translated[key] === undefined);
        if (isUpdating) noteMissing(file, missing);
        else assert.deepEqual(missing, [], `${file} lacks them; UPDATE=1 writes them into artifacts/missing`);
      });
    }
  }

  it("every page of the walkthrough is there in each language, where VS Code looks for it, with the same code", () => {
    const languages = globSync("package.nls.*.json").map((file) => file.split(".")[2] ?? "");
    const pages = globSync("media/walkthrough/*.md").filter((file) => !file.includes(".nls."));
    assert.ok(languages.length > 0 && pages.length > 5);
    for (const page of pages)
      for (const language of languages) {
        const translated = readFileSync(page.replace(/\.md$/, `.nls.${language}.md`), "utf8");
        assert.deepEqual(codeIn(translated), codeIn(readFileSync(page, "utf8")), page);
      }
  });

  it("German addresses nobody", () => {
    const files = ["l10n/bundle.l10n.de.json", "package.nls.de.json"];
    const pages = globSync("media/walkthrough/*.nls.de.md").map((file) => readFileSync(file, "utf8"));
    const texts = [...files.flatMap((file) => Object.values(readStrings(file))), ...pages];
    assert.ok(texts.length > 100);
    assert.deepEqual(
      texts.filter((text) => /\b(?:[Dd]u|[Dd]ein\w*|[Dd]ich|[Dd]ir|Ihren?|Ihnen)\b/.test(text)),
      [],
    );
  });

  it("nothing that a rule or a fix says bypasses the translations", () => {
    l10n.config({ contents: Object.fromEntries(stringsInCode().map((text) => [text, `⟦${text}⟧`])) });
    try {
      const shown = readdirSync("docs/rules").flatMap((page) => saidOn(readFileSync(`docs/rules/${page}`, "utf8")));
      assert.ok(shown.length > 300);
      assert.deepEqual(
        shown.filter((text) => /\p{L}/u.test(withoutTranslated(text))),
        [],
      );
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it("no text that is handed to a person stands in code as it is", () => {
    const files = globSync("src/{core,language,vscode}/**/*.ts");
    assert.deepEqual(
      files.flatMap((file) => untranslatedIn(file, readFileSync(file, "utf8"))),
      [],
    );
  });
});

/** Placeholders and code, which no translation may change, in any order. */
function fixedParts(text: string): readonly string[] {
  return (text.match(/\{\w+\}|`[^`]+`/g) ?? []).toSorted();
}

/** The code of a page in Markdown, but for comments and for what stands behind names in a drawing of folders. */
function codeIn(page: string): readonly string[] {
  const blocks = page.match(/^```[^]*?^```$/gm) ?? [];
  const lines = blocks.flatMap((block) => block.split("\n"));
  return [
    ...lines.map((line) => line.replace(/(?:\s+#|(?<=\S) {2,}).*$/, "")),
    ...fixedParts(page.replaceAll(/^```[^]*?^```$/gm, "")),
  ];
}

/** Leaves what is not translated yet to a person. */
function noteMissing(file: string, missing: readonly string[]): void {
  mkdirSync("artifacts/missing", { recursive: true });
  writeFileSync(`artifacts/missing/${file.replaceAll("/", "-")}`, `${JSON.stringify(missing, null, 2)}\n`);
}

/** Every message and title of a fix that the examples of a page give. */
function saidOn(page: string): readonly string[] {
  return readExamples(page)
    .filter(({ kind }) => kind === "Incorrect")
    .flatMap(({ files }) => {
      const shown = Object.fromEntries(
        files.filter((file) => !file.isCommitted).map((file) => [`/w/${file.name}`, file.text]),
      );
      const problems = checkAll(projectOf(shown).project);
      return problems.flatMap(({ message, fixes }) => [message, ...fixes.map(({ title }) => title)]);
    });
}

/** What is left of a text without its translated parts, which may hold each other. */
function withoutTranslated(text: string): string {
  const rest = text.replaceAll(/⟦[^⟦⟧]*⟧/g, "");
  return rest === text ? rest : withoutTranslated(rest);
}

function readStrings(file: string): Strings {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function writeStrings(file: string, strings: Strings): void {
  writeFileSync(file, `${JSON.stringify(strings, null, 2)}\n`);
}
