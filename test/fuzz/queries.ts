import type { Problem } from "../../src/core/check.ts";
import type { Analysis, Project } from "../../src/core/project.ts";
import { completionsAt } from "../../src/core/queries/complete.ts";
import { hoverAt } from "../../src/core/queries/hover.ts";
import { lensesOf } from "../../src/core/queries/lenses.ts";
import { linksOf } from "../../src/core/queries/links.ts";
import { matrixOf } from "../../src/core/queries/matrix.ts";
import { definitionAt, implementationAt, referencesAt } from "../../src/core/queries/navigate.ts";
import { foldsOf, outlineOf } from "../../src/core/queries/outline.ts";
import { symbolsMatching } from "../../src/core/queries/symbols.ts";
import { workerTree } from "../../src/core/queries/tree/workerTree.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import { pick, type Draw } from "./random.ts";

/** Asks everything that an editor asks, at places that a person may point at: none of it may throw. */
export function askEverything(project: Project, analysis: Analysis, problems: readonly Problem[], draw: Draw): void {
  workerTree(analysis, problems, "w");
  matrixOf(analysis, problems);
  symbolsMatching(project, "a");
  const modules = analysis.workers.flatMap(({ entry }) => (entry.kind === "module" ? [...entry.modules.values()] : []));
  askIn(project, { path: analysis.path, text: analysis.config.document.text }, draw);
  if (modules.length > 0) askIn(project, pick(draw, modules), draw);
}

function askIn(project: Project, { path, text }: { readonly path: FilePath; readonly text: string }, draw: Draw): void {
  lensesOf(project, path);
  linksOf(project, path);
  outlineOf(project, path);
  foldsOf(project, path);
  const words = [...text.matchAll(/[\w$]+/g)].map(({ index }) => index);
  for (const offset of [draw(text.length + 1), ...(words.length > 0 ? [pick(draw, words), pick(draw, words)] : [])]) {
    hoverAt(project, path, offset);
    definitionAt(project, path, offset);
    implementationAt(project, path, offset);
    referencesAt(project, path, offset, true);
    completionsAt(project, path, offset);
  }
}
