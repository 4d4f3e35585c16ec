import { t } from "@vscode/l10n";
import type { ConfigChange } from "../config/syntax.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis, Project } from "../project.ts";
import { boundClass } from "../queries/configOccurrences.ts";
import { occurrencesOfSubject } from "../queries/occurrences.ts";
import { keyOf } from "../queries/subject.ts";
import { isLive } from "../lifecycle/model.ts";
import type { Change } from "../rules/rule.ts";
import { mentionsOf, scriptsBelow } from "../source/mentions.ts";
import { renameExport, type RenamedPlace } from "../source/renameExport.ts";
import { dirname, relative } from "../text/path.ts";
import type { FilePath, Place } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { localDataNotes } from "./outside.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";
import { cannotRename, isDeployedInAny, renameSteps } from "./renameSteps.ts";
import type { Renaming } from "./renaming.ts";

export type Renamed =
  | Extract<Refactored, { readonly kind: "refused" }>
  /** Only the person knows whether the class was deployed. */
  | { readonly kind: "asksIfDeployed" }
  | (Extract<Refactored, { readonly kind: "edits" }> & {
      /** The way of the export through code: an editor's own rename starts from each of these places and has to find it. */
      readonly code: readonly Place[];
    });

/**
 * Renames a class: the bindings of every environment and of other Workers, containers, the lifecycle (with a step that
 * moves its objects where it may be deployed, otherwise where the name stands), and in code its declaration and its way
 * to the entry.
 */
export function renameObject(
  files: FileSystem,
  { project, analysis }: { readonly project: Project; readonly analysis: Analysis },
  wanted: Renaming,
): Renamed {
  const { path } = analysis;
  const analyses = [analysis, ...sharing(project, analysis, wanted.from)];
  const workers = analyses.flatMap((each) => each.workers);
  const reason = analyses.map((each) => cannotRename(each, wanted)).find((each) => each !== undefined);
  if (reason !== undefined) return refuse(reason);
  const code = codePlaces(project, { workers, path }, wanted);
  if (code === undefined)
    return refuse(t("{0} is exported in a way that cannot be renamed, such as `export *` of a package.", wanted.from));
  // What a package declares, TypeScript does not rename.
  const isLeftToEditor = wanted.hasEditorRename === true && code.way.every((each) => each.newText === wanted.to);
  const elsewhere = isLeftToEditor ? undefined : otherMention(files, { project, analysis }, wanted, code.all);
  if (elsewhere !== undefined)
    return refuse(
      t(
        "{0} is also used in {1}, which only the editor's own rename can change; rename the class there first, or in a trusted workspace.",
        wanted.from,
        relative(dirname(path), elsewhere),
      ),
    );
  const live = workers.filter(({ lifecycle }) => isLive(lifecycle.classes.get(wanted.from)));
  if (live.length > 0 && isDeployedInAny(workers, wanted) === undefined) return { kind: "asksIfDeployed" };
  const result = editsOf(files, path, {
    changes: [...configChanges(project, analyses, wanted), ...textChanges(code.all)],
    reason: t("The configuration cannot be changed as it is written."),
    notes: [
      ...notesOf(live, wanted, code.way),
      ...(wanted.hasEditorRename === true ? [] : localDataNotes(files, analysis, wanted.from)),
    ],
  });
  return result.kind === "edits" ? { ...result, code: isLeftToEditor ? code.way : [] } : result;
}

/** Other configurations that start from the same entry, and would be left with a name that it exports no more. */
function sharing(project: Project, { workers, path }: Analysis, from: string): readonly Analysis[] {
  const entries = new Set(workers.flatMap(({ entry }) => (exportsName(entry, from) ? [entry.path] : [])));
  return project.configs.flatMap((config): readonly Analysis[] => {
    const other = config === path ? undefined : project.analyse(config);
    const isMeant = other?.workers.some(({ entry }) => exportsName(entry, from) && entries.has(entry.path));
    return other !== undefined && isMeant === true ? [other] : [];
  });
}

function exportsName(entry: Worker["entry"], name: string): entry is Extract<Worker["entry"], { kind: "module" }> {
  return entry.kind === "module" && entry.exports.names.has(name);
}

/** Every `class_name` that leads to the class and the lifecycle of the Workers that have it, by configuration. */
function configChanges(project: Project, analyses: readonly Analysis[], wanted: Renaming): readonly Change[] {
  const all = new Map<FilePath, ConfigChange[]>();
  const add = (path: FilePath, changes: readonly ConfigChange[]): unknown =>
    all.set(path, [...(all.get(path) ?? []), ...changes]);
  for (const analysis of analyses)
    for (const [path, changes] of nameChanges(project, analysis, wanted)) add(path, changes);
  for (const { path, workers } of analyses) {
    const live = workers.filter(({ lifecycle }) => isLive(lifecycle.classes.get(wanted.from)));
    add(path, renameSteps(live, wanted));
  }
  return [...all].map(([path, changes]): Change => ({ kind: "config", path, changes }));
}

function nameChanges(
  project: Project,
  { path, config }: Analysis,
  { from, to }: Renaming,
): ReadonlyMap<FilePath, readonly ConfigChange[]> {
  const key = keyOf({ kind: "class", config: config.path, name: from });
  const byConfig = new Map<FilePath, Map<string, ConfigChange>>();
  const add = (worker: Worker, node: { readonly path: ConfigChange["path"] }): void => {
    const known = byConfig.get(worker.config.path) ?? new Map<string, ConfigChange>();
    known.set(JSON.stringify(node.path), { kind: "set", path: node.path, value: to });
    byConfig.set(worker.config.path, known);
  };
  for (const worker of project.configs.flatMap((each) => project.analyse(each)?.workers ?? [])) {
    for (const binding of worker.environment.bindings) {
      const subject = boundClass(worker, binding);
      if (binding.className && subject && keyOf(subject) === key) add(worker, binding.className);
    }
    if (worker.config.path !== path) continue;
    for (const { className } of worker.environment.containers) if (className?.value === from) add(worker, className);
  }
  return new Map([...byConfig].map(([each, changes]) => [each, [...changes.values()]]));
}

interface CodePlaces {
  /** The declaration, and each re-export and import on the way to it. */
  readonly way: readonly RenamedPlace[];
  /** The same, and `ctx.exports.Room`. */
  readonly all: readonly RenamedPlace[];
}

/** The places in code that core changes; undefined where the way of the export cannot be written otherwise. */
function codePlaces(
  project: Project,
  { workers, path }: { readonly workers: readonly Worker[]; readonly path: FilePath },
  { from, to }: Renaming,
): CodePlaces | undefined {
  const places = new Map<string, RenamedPlace>();
  const add = (place: RenamedPlace): unknown => places.set(`${place.span.start} ${place.path}`, place);
  for (const { entry } of workers) {
    if (entry.kind !== "module" || entry.language !== "javascript" || !entry.exports.names.has(from)) continue;
    const found = renameExport(entry, from, to);
    if (found === undefined) return undefined;
    found.forEach(add);
  }
  const way = [...places.values()];
  if (way.length === 0) return { way, all: [] };
  const uses = occurrencesOfSubject(project, { kind: "class", config: path, name: from });
  for (const { role, place } of uses) if (role === "use") add({ ...place, newText: to });
  return { way, all: [...places.values()] };
}

function otherMention(
  files: FileSystem,
  { project, analysis }: { readonly project: Project; readonly analysis: Analysis },
  { from }: Renaming,
  code: readonly Place[],
): FilePath | undefined {
  const reached = analysis.workers.flatMap(({ entry }) =>
    entry.kind === "module" ? [...entry.modules.values()].map((each) => each.path) : [],
  );
  const isKnown = ({ path, span }: Place): boolean =>
    code.some((each) => each.path === path && each.span.start === span.start);
  if (code.length === 0) return undefined;
  return [...new Set([...reached, ...scriptsBelow(files, dirname(analysis.path))])].find((path) => {
    if (files.readFile(path)?.includes(from) !== true) return false;
    const module = project.module(path);
    return module !== undefined && mentionsOf(module, from).some((each) => !isKnown(each));
  });
}

function textChanges(places: readonly RenamedPlace[]): readonly Change[] {
  return [...new Set(places.map((each) => each.path))].map((path): Change => ({
    kind: "text",
    path,
    edits: places.filter((each) => each.path === path),
  }));
}

function notesOf(live: readonly Worker[], wanted: Renaming, code: readonly Place[]): readonly string[] {
  const { from, to } = wanted;
  const isMoved = isDeployedInAny(live, wanted) === true;
  return [
    ...(isMoved ? [t("The next deploy gives the objects of {0} and their data to {1}.", from, to)] : []),
    ...(code.length === 0 ? [t("The class itself was not found in code; rename it there too.")] : []),
  ];
}
