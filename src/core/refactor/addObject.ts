import { t } from "@vscode/l10n";
import type { ConfigChange } from "../config/syntax.ts";
import { declareClasses } from "../lifecycle/declare.ts";
import type { Storage } from "../lifecycle/model.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { bindingNameFor, freeName } from "../rules/shared/bindingItems.ts";
import { envNames } from "../rules/shared/bindingNames.ts";
import type { Change } from "../rules/rule.ts";
import { appendStatement, reexport, specifierTo } from "../source/exportEdits.ts";
import type { SourceModule } from "../source/model.ts";
import { moduleAt } from "../source/moduleAt.ts";
import { lineEndingOf } from "../text/edits.ts";
import { isClassName } from "../text/className.ts";
import { basename, dirname, join } from "../text/path.ts";
import type { FilePath } from "../text/span.ts";
import type { Worker } from "../worker.ts";
import { generatedTypes } from "../wrangler/types.ts";
import { byLifecycle } from "./lifecyclePlace.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";
import { classText, type ObjectKind, type SourceStyle } from "./templates.ts";

/** What a person wants of a new Durable Object. */
export interface NewObject {
  readonly name: string;
  readonly kind: ObjectKind;
  readonly storage: Storage;
  /** Where the class goes, relative to the folder of the entry: `room.ts`. */
  readonly file: string;
  /** The environments to bind it in; null is the top level. */
  readonly environments: readonly (string | null)[];
}

/**
 * Writes a class into a file of its own, exports it from the entry, binds it in the environments chosen and declares it in
 * the lifecycle that the project uses.
 */
export function addObject(files: FileSystem, analysis: Analysis, wanted: NewObject): Refactored {
  const { workers, config, path } = analysis;
  const [top] = workers;
  if (config.document.syntaxErrors.length > 0) return refuse(t("The configuration cannot be parsed; mend it first."));
  if (!isClassName(wanted.name)) return refuse(t("“{0}” is no name for a class.", wanted.name));
  const { entry } = top;
  const module =
    entry.kind === "module" && entry.language === "javascript" ? moduleAt(entry.modules, entry.path) : undefined;
  if (entry.kind !== "module" || module === undefined)
    return refuse(t("The entry of this Worker cannot be read, so the class cannot be exported from it."));
  if (entry.format === "service-worker")
    return refuse(t("The entry is a service worker; give it a default export first."));
  if (entry.exports.names.has(wanted.name) || top.lifecycle.classes.has(wanted.name))
    return refuse(t("There is a {0} already.", wanted.name));
  const file = join(dirname(entry.path), wanted.file);
  const taken = takenBy(files, file);
  if (taken !== undefined) return refuse(t("{0} is there already; choose another file.", taken));
  const style = { ...styleOf(module, wanted.file), hasEnv: generatedTypes(files, path) !== undefined };
  const changes: Change[] = [
    { kind: "create", path: file, text: classText(wanted.name, wanted.kind, style) },
    {
      kind: "text",
      path: entry.path,
      edits: [appendStatement(module, reexport(module, wanted.name, specifierTo(module, file)))],
    },
    { kind: "config", changes: configChanges(workers, wanted) },
  ];
  return editsOf(files, path, {
    changes,
    reason: t("The configuration cannot be changed as it is written."),
    notes: notesOf(wanted),
  });
}

/**
 * What an import of the new file could mean as well: the file itself, one that differs in its ending, or a folder of its
 * name. An import of that would lead to the new file from now on.
 */
function takenBy(files: FileSystem, file: FilePath): string | undefined {
  const stem = (name: string): string => name.replace(scriptEnding, "");
  const own = stem(basename(file));
  return files
    .readFolder(dirname(file))
    .find(({ name, kind }) => (kind === "folder" ? name : scriptEnding.test(name) && stem(name)) === own)?.name;
}

const scriptEnding = /\.[cm]?[jt]sx?$/;

function configChanges(workers: readonly Worker[], wanted: NewObject): readonly ConfigChange[] {
  const chosen = workers.filter(({ environment }) => wanted.environments.includes(environment.name));
  const bindings = chosen.map(({ environment }): ConfigChange => {
    const taken = new Set(envNames(environment).map((each) => each.name));
    const name = bindingNameFor(wanted.name);
    const value = { name: taken.has(name) ? freeName(name, taken) : name, class_name: wanted.name };
    return { kind: "append", path: [...environment.path, "durable_objects", "bindings"], value };
  });
  return [...bindings, ...lifecycleChanges(workers, wanted)];
}

/** Environments that share a lifecycle get the class once. */
function lifecycleChanges(workers: readonly Worker[], { name, storage }: NewObject): readonly ConfigChange[] {
  return byLifecycle(workers).flatMap(([worker]) => declareClasses(worker, [name], storage));
}

function notesOf({ kind }: NewObject): readonly string[] {
  return kind === "agent" ? [t("Install the package `agents` if the project does not have it.")] : [];
}

function styleOf({ text }: SourceModule, file: string): Omit<SourceStyle, "hasEnv"> {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const single = (text.match(/'/g) ?? []).length;
  const double = (text.match(/"/g) ?? []).length;
  return {
    isTypeScript: /\.[cm]?tsx?$/.test(file),
    indent: indent.startsWith("\t") ? "\t" : indent.slice(0, 4),
    quote: single > double ? "'" : '"',
    newLine: lineEndingOf(text),
  };
}
