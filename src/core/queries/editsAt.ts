import { property } from "../config/tree.ts";
import { isLive } from "../lifecycle/model.ts";
import type { Analysis, Project } from "../project.ts";
import { touches, type FilePath } from "../text/span.ts";
import { occurrencesAt } from "./occurrences.ts";

/** An edit over several files that a person may want at a place. */
export type OfferedEdit = ClassEdit | { readonly kind: "convertLifecycle"; readonly configPath: FilePath };

interface ClassEdit {
  readonly kind: "renameObject" | "addBinding" | "transferObject" | "deleteObject";
  readonly configPath: FilePath;
  readonly className: string;
}

/** The edits to offer at an offset of a configuration or a module: those of a class where it is named, and of `migrations`. */
export function editsAt(project: Project, path: FilePath, offset: number): readonly OfferedEdit[] {
  const analysis = project.has(path) ? project.analyse(path) : undefined;
  return [...classEdits(project, path, offset), ...(analysis === undefined ? [] : lifecycleEdits(analysis, offset))];
}

function classEdits(project: Project, path: FilePath, offset: number): readonly OfferedEdit[] {
  for (const { subject, role } of occurrencesAt(project, path, offset)) {
    const analysis = subject.kind === "class" && role !== "use" ? project.analyse(subject.config) : undefined;
    if (subject.kind !== "class" || analysis === undefined || !isPresent(analysis, subject.name)) continue;
    const edit = (kind: ClassEdit["kind"]): ClassEdit => ({
      kind,
      configPath: subject.config,
      className: subject.name,
    });
    return [
      edit("renameObject"),
      ...(isUnboundSomewhere(analysis, subject.name) ? [edit("addBinding")] : []),
      ...(canGoElsewhere(project, analysis, subject.name) ? [edit("transferObject")] : []),
      edit("deleteObject"),
    ];
  }
  return [];
}

function lifecycleEdits({ workers, path }: Analysis, offset: number): readonly OfferedEdit[] {
  const isThere = workers.some(({ environment }) => {
    const found = property(environment.node, "migrations");
    return found !== undefined && touches(found.span, offset) && environment.migrations.value.length > 0;
  });
  return isThere ? [{ kind: "convertLifecycle", configPath: path }] : [];
}

/** Whether a class is this configuration's own and not retired. */
function isPresent({ workers }: Analysis, name: string): boolean {
  return workers.some(
    ({ lifecycle, environment }) =>
      isLive(lifecycle.classes.get(name)) ||
      (!lifecycle.classes.has(name) &&
        environment.bindings.some(({ isLocal, className }) => isLocal && className?.value === name)),
  );
}

function isUnboundSomewhere({ workers }: Analysis, name: string): boolean {
  return workers.some(({ environment }) => !environment.bindings.some(({ className }) => className?.value === name));
}

function canGoElsewhere(project: Project, { workers, path }: Analysis, name: string): boolean {
  const isMovable = workers.some(({ lifecycle }) => lifecycle.classes.get(name)?.state === "live");
  const others = project.configs.filter((config) => config !== path);
  return isMovable && others.some((config) => project.analyse(config)?.workers.some(hasName) === true);
}

function hasName({ environment }: Analysis["workers"][number]): boolean {
  return environment.workerName !== undefined;
}
