import type { Project } from "../project.ts";
import type { FilePath, Place } from "../text/span.ts";
import { boundClass } from "./configOccurrences.ts";
import { occurrencesAt, occurrencesOfSubject } from "./occurrences.ts";
import type { Occurrence, Subject } from "./subject.ts";

/** The places that a jump from a word leads to, and the word it was asked for. */
export interface Jump {
  /** The word in the file that was asked about. */
  readonly from: Place;
  readonly to: readonly Place[];
}

/**
 * Where what stands at an offset is declared: the class in source, the `name` of a binding or of a Worker; of the `name`
 * of a binding itself the class that it leads to. On a class declaration itself nothing is answered, as TypeScript does.
 */
export function definitionAt(project: Project, path: FilePath, offset: number): Jump | undefined {
  return jump(occurrencesAt(project, path, offset), ({ subject, role }) =>
    subject.kind === "binding" && role === "declaration"
      ? classesBehind(project, subject)
      : declarations(project, subject),
  );
}

/** For the use of a binding the class behind it; for anything else the same as its definition. */
export function implementationAt(project: Project, path: FilePath, offset: number): Jump | undefined {
  return jump(occurrencesAt(project, path, offset), ({ subject }) =>
    subject.kind === "binding" ? classesBehind(project, subject) : declarations(project, subject),
  );
}

/**
 * Every place of what stands at an offset. On a class declaration only those in configurations: its uses in code are
 * TypeScript's to tell.
 */
export function referencesAt(
  project: Project,
  path: FilePath,
  offset: number,
  withDeclaration: boolean,
): readonly Place[] {
  const [found] = occurrencesAt(project, path, offset);
  if (found === undefined) return [];
  return occurrencesOfSubject(project, found.subject)
    .filter(({ role, place }) => {
      if (found.role === "declaration" && found.subject.kind === "class") return project.has(place.path);
      return withDeclaration || role !== "declaration";
    })
    .map(({ place }) => place);
}

/** The classes that the bindings of a name lead to, declared in source. */
export function classesBehind(project: Project, binding: Extract<Subject, { kind: "binding" }>): readonly Place[] {
  const workers = project.analyse(binding.config)?.workers ?? [];
  const subjects = workers.flatMap((worker) =>
    worker.environment.bindings
      .filter((each) => each.name?.value === binding.name)
      .flatMap((each) => boundClass(worker, each) ?? []),
  );
  return unique(subjects.flatMap((subject) => declarations(project, subject)));
}

function declarations(project: Project, subject: Subject): readonly Place[] {
  const all = occurrencesOfSubject(project, subject);
  return all.filter(({ role }) => role === "declaration").map(({ place }) => place);
}

function jump(found: readonly Occurrence[], targets: (occurrence: Occurrence) => readonly Place[]): Jump | undefined {
  const [first] = found;
  if (first === undefined || isOwnClass(first)) return undefined;
  const to = unique(found.flatMap(targets)).filter((place) => !isSame(place, first.place));
  return to.length === 0 ? undefined : { from: first.place, to };
}

function isOwnClass({ role, subject }: Occurrence): boolean {
  return subject.kind === "class" && role === "declaration";
}

function unique(places: readonly Place[]): readonly Place[] {
  return places.filter((place, index) => places.findIndex((other) => isSame(place, other)) === index);
}

function isSame(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.start === b.span.start && a.span.end === b.span.end;
}
