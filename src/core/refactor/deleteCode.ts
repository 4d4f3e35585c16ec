import type { FileSystem } from "../ports.ts";
import type { Analysis, Project } from "../project.ts";
import type { Change } from "../rules/rule.ts";
import { mentionsOf, scriptsBelow } from "../source/mentions.ts";
import type { ClassDeclaration, ModuleEntry, SourceModule } from "../source/model.ts";
import { moduleAt } from "../source/moduleAt.ts";
import { removeClass } from "../source/removeClass.ts";
import { unexportEdits } from "../source/unexport.ts";
import { basename, dirname } from "../text/path.ts";
import { encloses, type FilePath, type Place } from "../text/span.ts";

/** What of the code goes with a class. */
export interface DeletedCode {
  /** None where the class is not exported, or cannot be taken out of what is. */
  readonly changes: readonly Change[];
  /** Whether the class itself goes, which nothing else names, or only its export. */
  readonly isWhole: boolean;
}

/** Takes a class out of what the entries of its Workers export, and out of the code where nothing else names it. */
export function deleteCode(
  files: FileSystem,
  { project, analysis }: { readonly project: Project; readonly analysis: Analysis },
  className: string,
): DeletedCode {
  const changes = new Map<FilePath, readonly Change[]>();
  let isWhole = false;
  for (const { entry } of analysis.workers) {
    if (entry.kind !== "module" || changes.has(entry.path)) continue;
    const found = entry.exports.names.get(className);
    const unexported = found && unexportEdits(entry.modules, found);
    if (found === undefined || unexported === undefined) continue;
    const declaration = found.value.kind === "class" ? found.value.declaration : undefined;
    const removal = declaration && wholeClass(files, { project, analysis, entry }, declaration, found.place);
    isWhole = removal !== undefined;
    // The statement that is removed takes its own `export` with it.
    const isOwn = removal !== undefined && declaration !== undefined && contains(declaration, found.place);
    changes.set(entry.path, [...(isOwn ? [] : [{ kind: "text", ...unexported } as const]), ...(removal ?? [])]);
  }
  return { changes: [...changes.values()].flat(), isWhole };
}

function contains({ path, span }: ClassDeclaration, place: Place): boolean {
  return path === place.path && encloses(span, place.span);
}

interface Given {
  readonly project: Project;
  readonly analysis: Analysis;
  readonly entry: ModuleEntry;
}

/** The change that removes the class itself; undefined where something else names it. */
function wholeClass(
  files: FileSystem,
  { project, analysis, entry }: Given,
  declaration: ClassDeclaration,
  exported: Place,
): readonly Change[] | undefined {
  const { name, path } = declaration;
  const module = moduleAt(entry.modules, path);
  if (name === undefined || module === undefined) return undefined;
  const isKnown = (place: Place): boolean =>
    contains(declaration, place) || (place.path === exported.path && encloses(exported.span, place.span));
  const reached = [...entry.modules.values()].map((each) => each.path);
  const all = new Set([...reached, ...scriptsBelow(files, dirname(analysis.path))]);
  for (const each of all) {
    const other: SourceModule | undefined = files.readFile(each)?.includes(name) ? project.module(each) : undefined;
    if (other !== undefined && mentionsOf(other, name).some((place) => !isKnown(place))) return undefined;
  }
  const without = removeClass(module, declaration);
  if (without?.kind === "edits") return [{ kind: "text", path, edits: without.edits }];
  const isAlone = without !== undefined && path !== entry.path && !isImported(files, all, { path, by: exported.path });
  return isAlone ? [{ kind: "delete", path }] : undefined;
}

/** Whether a file is named by others than the statement that exports its class, such as by an import for its effect. */
function isImported(
  files: FileSystem,
  all: ReadonlySet<FilePath>,
  { path, by }: { readonly path: FilePath; readonly by: FilePath },
): boolean {
  const stem = basename(path).replace(/\.[cm]?[jt]sx?$/, "");
  return [...all].some((each) => {
    const specifiers = quotedIn(files.readFile(each) ?? "").filter((text) => text.includes("/"));
    const count = specifiers.filter((text) => basename(text).split(".")[0] === stem.split(".")[0]).length;
    return count > (each === by ? 1 : 0);
  });
}

/** What stands between two quotes on one line, whichever they are, also between two strings: rather too much than too little. */
function quotedIn(text: string): readonly string[] {
  return text.split("\n").flatMap((line) => line.split(/["']/).slice(1, -1));
}
