import assert from "node:assert/strict";
import { isSame, withoutEmpty } from "../../src/core/config/edit/values.ts";
import { formatOf, parseDocument } from "../../src/core/config/document.ts";
import { toValue } from "../../src/core/config/tree.ts";
import { isConfigPath } from "../../src/core/discovery.ts";
import type { Analysis, Project } from "../../src/core/project.ts";
import { addBinding } from "../../src/core/refactor/addBinding.ts";
import { addObject } from "../../src/core/refactor/addObject.ts";
import { convertFormat } from "../../src/core/refactor/convertFormat.ts";
import { convertLifecycle } from "../../src/core/refactor/convertLifecycle.ts";
import { convertToObject } from "../../src/core/refactor/convertToObject.ts";
import { declareObjects } from "../../src/core/refactor/declareObjects.ts";
import { deleteObject, type Deleted } from "../../src/core/refactor/deleteObject.ts";
import { exportClass } from "../../src/core/refactor/exportClass.ts";
import type { Refactored } from "../../src/core/refactor/refactoring.ts";
import { renameObject, type Renamed } from "../../src/core/refactor/renameObject.ts";
import { objectKinds } from "../../src/core/refactor/templates.ts";
import { transferObject } from "../../src/core/refactor/transferObject.ts";
import type { FilePath } from "../../src/core/text/span.ts";
import type { MemoryFiles } from "../support/memoryFiles.ts";
import { assertGoodEdits, assertOthersKept } from "./edits.ts";
import { named } from "./fixes.ts";
import { oddNames } from "./mutateText.ts";
import { once, pick, type Draw } from "./random.ts";

/** What a refactoring is asked of. */
export interface Given {
  readonly files: MemoryFiles;
  readonly project: Project;
  readonly analysis: Analysis;
  readonly draw: Draw;
}

/** Holds what is true for every refactoring of every project: it refuses, or its edits do no harm. */
export function assertGoodRefactorings(given: Given): void {
  for (const [name, refactor] of Object.entries(refactorings)) {
    if (!once(given.draw, 2)) continue;
    named(name, () => {
      const result = refactor(given);
      if (result.kind !== "edits") return;
      const after = assertGoodEdits(given.files, result.edits);
      if (name === "convertFormat") assertSameValue(given, after);
      else for (const [path, text] of after) if (isConfigPath(path)) assertOnlyObjects(given.files, path, text);
    });
  }
}

/** A configuration that could be read means the same but for its Durable Objects. */
function assertOnlyObjects(files: MemoryFiles, path: FilePath, text: string | undefined): void {
  const before = files.readFile(path);
  if (before !== undefined && text !== undefined && formatOf(path) !== "typescript")
    assertOthersKept(before, text, path);
}

/** The configuration in the other syntax means the same. */
function assertSameValue({ analysis }: Given, after: ReadonlyMap<FilePath, string | undefined>): void {
  const [created] = [...after].flatMap(([path, text]) =>
    isConfigPath(path) && text !== undefined ? [[path, text]] : [],
  );
  assert.ok(created?.[0] !== undefined && created[1] !== undefined);
  const [path, text] = created;
  const values = [analysis.config.document.root, parseDocument(text, formatOf(path)).root].map((root) =>
    withoutEmpty(toValue(root)),
  );
  assert.ok(isSame(values[0], values[1]), `${analysis.config.document.text}\n=>\n${text}`);
}

const refactorings: Readonly<Record<string, (given: Given) => Refactored | Renamed | Deleted>> = {
  addObject: ({ files, analysis, draw }) =>
    addObject(files, analysis, {
      name: className(draw, analysis),
      kind: pick(draw, objectKinds),
      storage: pick(draw, ["sqlite", "kv"] as const),
      file: pick(draw, ["room.ts", "objects/room.js", "index.ts"]),
      environments: [environment(draw, analysis)],
    }),
  addBinding: ({ files, analysis, draw }) =>
    addBinding(files, analysis, {
      className: className(draw, analysis),
      environment: environment(draw, analysis),
      ...(once(draw, 3) && { scriptName: pick(draw, oddNames) }),
    }),
  deleteObject: ({ files, project, analysis, draw }) =>
    deleteObject(files, { project, analysis }, { className: className(draw, analysis), isDeployed: once(draw, 2) }),
  declareObjects: ({ files, analysis }) => declareObjects(files, analysis),
  renameObject: ({ files, project, analysis, draw }) =>
    renameObject(
      files,
      { project, analysis },
      {
        from: className(draw, analysis),
        to: once(draw, 3) ? pick(draw, oddNames) : "Renamed",
        isDeployed: once(draw, 2),
        hasEditorRename: once(draw, 2),
      },
    ),
  transferObject: ({ files, project, analysis, draw }) =>
    transferObject(
      files,
      { project, analysis },
      {
        className: className(draw, analysis),
        environment: environment(draw, analysis),
        toWorker: pick(draw, ["other", ...(analysis.workers[0].others.names() ?? [])]),
      },
    ),
  convertFormat: ({ files, analysis }) => convertFormat(files, analysis),
  convertLifecycle: ({ files, analysis }) => convertLifecycle(files, analysis),
  exportClass: ({ files, analysis, draw }) =>
    exportClass(files, analysis, { environment: environment(draw, analysis), className: className(draw, analysis) }),
  convertToObject: ({ project, analysis, draw }) => {
    const { entry } = analysis.workers[0];
    if (entry.kind !== "module") return { kind: "refused", reason: "" };
    const [module] = entry.modules.values();
    if (module === undefined) return { kind: "refused", reason: "" };
    const heads = [...module.text.matchAll(/\bclass\b/g)].map(({ index }) => index);
    return convertToObject(project, module.path, heads.length === 0 ? 0 : pick(draw, heads));
  },
};

/** Mostly a class that the configuration or the code speaks of. */
function className(draw: Draw, { workers }: Analysis): string {
  const names = workers.flatMap(({ environment, lifecycle, entry }) => [
    ...environment.bindings.flatMap((each) => each.className?.value ?? []),
    ...lifecycle.classes.keys(),
    ...(entry.kind === "module" ? entry.exports.names.keys() : []),
  ]);
  return names.length === 0 || once(draw, 5) ? pick(draw, [...oddNames, "Fresh"]) : pick(draw, names);
}

function environment(draw: Draw, { config }: Analysis): string | null {
  return pick(
    draw,
    config.environments.map(({ name }) => name),
  );
}
