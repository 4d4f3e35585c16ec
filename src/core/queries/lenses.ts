import { t } from "@vscode/l10n";
import type { Analysis, Project } from "../project.ts";
import type { FilePath, Place, Span } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { boundClass } from "./configOccurrences.ts";
import { classViews, type ClassView } from "./classView.ts";
import { occurrencesOf, occurrencesOfSubject, readersOf } from "./occurrences.ts";
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
    count === 1 ? t("1 reference in configuration") : t("{0} references in configuration", count),
  ];
  return { span, title: words.filter((each) => each !== "").join(" · "), places };
}

/** `env.ROOM`, with the environments where there are named ones. */
function boundWords(workers: readonly Worker[], name: string): string {
  const bound = workers.flatMap(({ environment }) =>
    environment.bindings
      .filter((each) => each.isLocal && each.className?.value === name)
      .map((each) => ({ binding: `env.${each.name?.value ?? "?"}`, environment: environment.name ?? t("top level") })),
  );
  if (bound.length === 0) return t("not bound");
  const names = [...new Set(bound.map((each) => each.binding))].join(", ");
  if (workers.length === 1) return names;
  return t("{0} in {1}", names, [...new Set(bound.map((each) => each.environment))].join(", "));
}

function createdWords({ lifecycle }: ClassView): string {
  const last = lifecycle?.events.at(-1);
  if (last?.tag === undefined) return "";
  return `${last.tag} ${eventWords(last, undefined)}`;
}

function bindingLenses(project: Project, analysis: Analysis): readonly Lens[] {
  return analysis.workers.flatMap((worker) =>
    worker.environment.bindings.flatMap((binding): readonly Lens[] => {
      const subject = boundClass(worker, binding);
      if (subject?.kind !== "class" || binding.className === undefined) return [];
      const analysisOfClass = subject.config === analysis.path ? analysis : project.analyse(subject.config);
      const declared =
        analysisOfClass &&
        occurrencesOf(analysisOfClass).find(
          (each) => each.role === "declaration" && each.subject.kind === "class" && each.subject.name === subject.name,
        );
      if (declared === undefined) return [];
      return [{ span: binding.className.span, title: t("class {0}", subject.name), places: [declared.place] }];
    }),
  );
}
