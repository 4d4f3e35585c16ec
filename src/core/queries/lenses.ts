import { t } from "@vscode/l10n";
import type { Analysis, Project } from "../project.ts";
import type { FilePath, Place, Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { boundClass } from "./configOccurrences.ts";
import { classViews, type ClassView } from "./classView.ts";
import { occurrencesOfSubject, readersOf } from "./occurrences.ts";
import { eventWords, stateWords, storageWords } from "./words.ts";

/** A line above a class or a binding. */
export interface Lens {
  readonly span: Span;
  readonly title: string;
  /** What a click shows: one place is opened, several are listed. */
  readonly places: readonly Place[];
}

/** The lenses of a module (over each Durable Object class) or of a configuration (over each binding). */
export function lensesOf(project: Project, path: FilePath): readonly Lens[] {
  const analyses = readersOf(project, path);
  return project.has(path)
    ? analyses.flatMap((each) => bindingLenses(project, each))
    : analyses.flatMap((each) => classLenses(project, each, path));
}

function classLenses(project: Project, analysis: Analysis, path: FilePath): readonly Lens[] {
  const [top] = analysis.workers;
  return classViews(top)
    .filter(({ declaration, script }) => declaration?.path === path && script === undefined)
    .flatMap((view) =>
      view.declaration === undefined ? [] : [classLens(project, analysis, { view, span: view.declaration.nameSpan })],
    );
}

function classLens(
  project: Project,
  { workers, path }: Analysis,
  { view, span }: { view: ClassView; span: Span },
): Lens {
  const subject = { kind: "class", config: path, name: view.name } as const;
  const places = occurrencesOfSubject(project, subject)
    .filter(({ role }) => role === "configuration")
    .map(({ place }) => place);
  const count = places.length;
  const words = [
    storageWords(view.storage),
    stateWords(view.state),
    boundWords(workers, view.name),
    createdWords(view),
    referenceWords(count),
  ];
  return { span, title: words.filter((each) => each !== "").join(" · "), places };
}

function referenceWords(count: number): string {
  if (count === 0) return "";
  return count === 1 ? t("1 reference in configuration") : t("{0} references in configuration", count);
}

/** `env.ROOM`, with its environments where there are named ones. */
function boundWords(workers: readonly Worker[], name: string): string {
  const environmentsOf = new Map<string, Set<string>>();
  for (const { environment } of workers)
    for (const each of environment.bindings) {
      if (!each.isLocal || each.className?.value !== name) continue;
      const binding = `env.${each.name?.value ?? "?"}`;
      const known = environmentsOf.get(binding) ?? new Set();
      environmentsOf.set(binding, known.add(environment.name ?? t("top level")));
    }
  if (environmentsOf.size === 0) return t("not bound");
  const words = [...environmentsOf].map(([binding, environments]) =>
    workers.length === 1 ? binding : t("{0} in {1}", binding, [...environments].join(", ")),
  );
  return words.join(" · ");
}

/** The step that brought the class to where it is; `exports` has no steps. */
function createdWords({ lifecycle }: ClassView): string {
  const last = lifecycle?.events.at(-1);
  if (last === undefined) return "";
  return last.tag === undefined ? "exports" : `${last.tag} ${eventWords(last, undefined)}`;
}

function bindingLenses(project: Project, analysis: Analysis): readonly Lens[] {
  return analysis.workers.flatMap((worker) =>
    worker.environment.bindings.flatMap((binding): readonly Lens[] => {
      const subject = boundClass(worker, binding);
      if (subject?.kind !== "class" && subject?.kind !== "foreignClass") return [];
      const places = occurrencesOfSubject(project, subject).flatMap(({ role, place }) =>
        role === "declaration" ? [place] : [],
      );
      const script = binding.isLocal ? undefined : binding.scriptName?.value;
      const title = script === undefined ? t("class {0}", subject.name) : t("class {0} in {1}", subject.name, script);
      // A class that is not there is a problem already; one of a Worker elsewhere only cannot be opened.
      return places.length > 0 || subject.kind === "foreignClass" ? [{ span: binding.node.span, title, places }] : [];
    }),
  );
}
