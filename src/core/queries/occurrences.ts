import type { Analysis, Project } from "../project.ts";
import { touches, type FilePath, type Place } from "../text/span.ts";
import { codeOccurrences } from "./codeOccurrences.ts";
import { configOccurrences } from "./configOccurrences.ts";
import { keyOf, type Occurrence, type Subject } from "./subject.ts";

const known = new WeakMap<Analysis, readonly Occurrence[]>();

/** Every occurrence that one configuration leads to, each place and subject once, the configuration's own first. */
export function occurrencesOf(analysis: Analysis): readonly Occurrence[] {
  const found = known.get(analysis) ?? find(analysis);
  known.set(analysis, found);
  return found;
}

/** What stands at an offset of a file: usually one occurrence; several for a module that several Workers share. */
export function occurrencesAt(project: Project, path: FilePath, offset: number): readonly Occurrence[] {
  return readersOf(project, path)
    .flatMap((analysis) => occurrencesOf(analysis))
    .filter(({ place }) => place.path === path && touches(place.span, offset));
}

/** Every occurrence of a subject in the workspace, each place once. */
export function occurrencesOfSubject(project: Project, subject: Subject): readonly Occurrence[] {
  const key = keyOf(subject);
  const all = project.configs.flatMap((config) => {
    const analysis = project.analyse(config);
    return analysis === undefined ? [] : (bySubject(analysis).get(key) ?? []);
  });
  return uniqueBy(all, ({ place }) => placeKey(place));
}

/** The analyses that a file is part of: its own for a configuration, those of the Workers that reach it for a module. */
export function readersOf(project: Project, path: FilePath): readonly Analysis[] {
  const configs = project.has(path)
    ? [path]
    : project.configs.filter((config) => reaches(project.analyse(config), path));
  return configs.flatMap((config) => project.analyse(config) ?? []);
}

function reaches(analysis: Analysis | undefined, path: FilePath): boolean {
  return (
    analysis?.workers.some(
      ({ entry }) =>
        entry.kind === "module" &&
        (entry.modules.has(path) || [...entry.modules.values()].some((each) => each.path === path)),
    ) === true
  );
}

const indexed = new WeakMap<Analysis, ReadonlyMap<string, readonly Occurrence[]>>();

/** The occurrences of one configuration by the key of their subject: a lens asks every configuration. */
function bySubject(analysis: Analysis): ReadonlyMap<string, readonly Occurrence[]> {
  const ready = indexed.get(analysis);
  if (ready !== undefined) return ready;
  const found = new Map<string, Occurrence[]>();
  for (const each of occurrencesOf(analysis)) {
    const key = keyOf(each.subject);
    const same = found.get(key);
    if (same === undefined) found.set(key, [each]);
    else same.push(each);
  }
  indexed.set(analysis, found);
  return found;
}

function find({ config, workers }: Analysis): readonly Occurrence[] {
  const names = new Set(config.environments.flatMap((each) => each.bindings.flatMap(({ name }) => name?.value ?? [])));
  const entries = uniqueBy(workers, ({ entry }) => (entry.kind === "module" ? entry.path : ""));
  const all = [
    ...workers.flatMap((worker) => configOccurrences(worker)),
    ...entries.flatMap((worker) => codeOccurrences(worker, names)),
  ];
  return uniqueBy(all, ({ subject, place }) => `${keyOf(subject)} ${placeKey(place)}`);
}

function placeKey({ path, span }: Place): string {
  return `${span.start} ${span.end} ${path}`;
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const own = key(item);
    if (seen.has(own)) return false;
    seen.add(own);
    return true;
  });
}
