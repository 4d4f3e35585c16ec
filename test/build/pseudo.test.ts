import * as l10n from "@vscode/l10n";
import assert from "node:assert/strict";
import { stringsInCode } from "../../scripts/strings.ts";
import { check, type Problem } from "../../src/core/check.ts";
import type { Analysis, Project } from "../../src/core/project.ts";
import { completionsAt } from "../../src/core/queries/complete.ts";
import { hoverAt } from "../../src/core/queries/hover.ts";
import { lensesOf } from "../../src/core/queries/lenses.ts";
import { matrixOf } from "../../src/core/queries/matrix.ts";
import { nodeTooltip } from "../../src/core/queries/tree/tooltip.ts";
import type { TreeNode } from "../../src/core/queries/tree/node.ts";
import { workerTree } from "../../src/core/queries/tree/workerTree.ts";
import { readSeeds, type Seed } from "../fuzz/seeds.ts";
import { projectOf } from "../support/project.ts";
import { pseudo, unmarked, word } from "../support/pseudo.ts";
import { loadAppearance, type Appearance } from "./appearance.ts";

const folder = "folder";

/** What a person wrote: names come from there, and descriptions of classes and methods. */
interface Written {
  readonly text: string;
  readonly names: ReadonlySet<string>;
}

describe("in a language of which every string is marked,", function () {
  this.timeout(300_000);
  /** By kind, each text that is shown, with what it may be made of. */
  const shown = new Map<string, Map<string, Written>>();

  before(async () => {
    const appearanceOf = await loadAppearance();
    l10n.config({ contents: Object.fromEntries(stringsInCode().map((text) => [text, pseudo(text)])) });
    try {
      for (const seed of readSeeds()) lookAt(seed, appearanceOf);
    } finally {
      l10n.config({ contents: {} });
    }
  });

  for (const [kind, fewest] of Object.entries({ tree: 500, matrix: 100, lenses: 50, hovers: 500, completions: 100 })) {
    it(`no text of the ${kind} bypasses the translations`, () => {
      const texts = shown.get(kind) ?? new Map<string, Written>();
      assert.ok(texts.size > fewest, String(texts.size));
      const bypassing = [...texts].flatMap(([text, written]) => {
        const words = unmarked(withoutLinesOf(text, written)).filter((word) => !written.names.has(word));
        return words.length === 0 ? [] : [`${words.join(" ")}: ${text}`];
      });
      assert.deepEqual(bypassing, []);
    });
  }

  function lookAt({ files, committed = {} }: Seed, appearanceOf: Appearance): void {
    const { project } = projectOf(files, committed);
    for (const analysis of project.configs.flatMap((config) => project.analyse(config) ?? [])) {
      const problems = check(analysis);
      const written = writtenIn([files, committed], analysis);
      note("tree", written, treeTexts(analysis, problems, appearanceOf));
      note("matrix", written, matrixTexts(analysis, problems));
      for (const { path, text } of textsOf(analysis)) {
        note(
          "lenses",
          written,
          lensesOf(project, path).map(({ title }) => title),
        );
        note("hovers", written, hoverTexts(project, path, text));
        note("completions", written, completionTexts(project, path, text));
      }
    }
  }

  function note(kind: string, written: Written, texts: readonly string[]): void {
    const known = shown.get(kind) ?? new Map<string, Written>();
    shown.set(kind, known);
    for (const text of texts) if (text !== "" && !known.has(text)) known.set(text, written);
  }
});

/** Words of plain English are no names: a text that bypasses the translations is made of them. */
const english = new Set(
  "an and are as at bound by class created deleted for from has in inherited is it its missing name new no not of on or renamed storage that the this to was with you".split(
    " ",
  ),
);

function writtenIn(projects: readonly Seed["files"][], { workers }: Analysis): Written {
  const text = projects.flatMap((files) => Object.entries(files).flat()).join("\n");
  const words = [...(text.match(word) ?? []), ...workers.map(({ environment }) => environment.workerName ?? "")];
  const parts = words
    .flatMap((each) => [each, ...each.split("/"), ...each.split(/[./]/)])
    .filter((each) => !english.has(each));
  return { text, names: new Set([folder, "env.", ...parts.flatMap((each) => [each, `env.${each}`])]) };
}

/** Without the lines that a person wrote: the descriptions of classes and methods. */
function withoutLinesOf(shown: string, { text }: Written): string {
  const isTheirs = (line: string): boolean => line.includes(" ") && text.includes(line.trim());
  return shown
    .split("\n")
    .map((line) => (isTheirs(line) ? "" : line))
    .join("\n");
}

function treeTexts(analysis: Analysis, problems: readonly Problem[], appearanceOf: Appearance): readonly string[] {
  const textsOf = (node: TreeNode): readonly string[] => {
    const { place, alsoAt: _, children, subject, ...rest } = node;
    const { config, ...names } = subject;
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const item = {
      ...rest,
      location: place === undefined ? null : { uri: "", range },
      children: [],
      subject: { configPath: config, ...names },
    };
    const { label, description, command, accessibilityInformation } = appearanceOf(item, "", undefined);
    const spoken = [label, description, command?.title, accessibilityInformation?.label].map((each) =>
      String(each ?? ""),
    );
    // Signatures are code, and of problems the rules are asked themselves.
    const code = rest.kind === "method" || rest.kind === "handler" ? [rest.description, rest.label] : [];
    const tooltip = nodeTooltip(analysis, node, problems);
    const messages = problems.map(({ message }) => message);
    return [...spoken.map((each) => without(each, code)), without(tooltip, messages), ...children.flatMap(textsOf)];
  };
  return textsOf(workerTree(analysis, problems, folder));
}

function without(text: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== "").reduce((rest, part) => rest.replaceAll(part, ""), text);
}

function matrixTexts(analysis: Analysis, problems: readonly Problem[]): readonly string[] {
  const { title, environments, rows } = matrixOf(analysis, problems);
  const cells = rows.flatMap((row) => row.cells.flatMap(({ text, spoken }) => [text, spoken]));
  return [title, ...environments.map(({ label }) => label), ...rows.map(({ description }) => description), ...cells];
}

/** The texts that a person has written: the configuration and the modules of its Workers. */
function textsOf({ config, workers }: Analysis): readonly { readonly path: Analysis["path"]; readonly text: string }[] {
  const modules = workers.flatMap(({ entry }) => (entry.kind === "module" ? [...entry.modules.values()] : []));
  return [{ path: config.path, text: config.document.text }, ...new Set(modules)];
}

function hoverTexts(project: Project, path: Analysis["path"], text: string): readonly string[] {
  return placesIn(text).flatMap((offset) => hoverAt(project, path, offset)?.markdown ?? []);
}

function completionTexts(project: Project, path: Analysis["path"], text: string): readonly string[] {
  return placesIn(text).flatMap((offset) =>
    completionsAt(project, path, offset).flatMap(({ detail, documentation = "" }) => [detail, documentation]),
  );
}

/** The beginning of each word, and the ends of the lines, in a text of a few screens. */
function placesIn(text: string): readonly number[] {
  return [...text.slice(0, 5000).matchAll(/[\w$]+|$/gm)].map(({ index }) => index);
}
