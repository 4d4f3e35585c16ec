import { t } from "@vscode/l10n";
import { isConfigPath } from "../discovery.ts";
import { namespaceOf, stateFolders, storedNamespaces } from "../localData/folders.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { basename, dirname, relative } from "../text/path.ts";
import type { FileEdit } from "../text/edits.ts";
import { summarize } from "../wrangler/summarize.ts";
import { generatedTypes } from "../wrangler/types.ts";

/** Says that generated types do not follow edits, where there are such types beside a configuration that is edited. */
export function typesNotes(files: FileSystem, edits: readonly FileEdit[]): readonly string[] {
  const isLeft = edits.some(({ path }) => isConfigPath(path) && generatedTypes(files, path) !== undefined);
  return isLeft ? [t("Generated types are not part of this edit, nor of its undoing.")] : [];
}

/** Says that the objects of a class in local development stay as they are, and where, if there are any. */
export function localDataNotes(
  files: FileSystem,
  { workers, path }: Pick<Analysis, "workers" | "path">,
  className: string,
): readonly string[] {
  const [top, ...named] = workers;
  const own = new Set(workers.map(({ environment }) => namespaceOf(environment, className)));
  const found = storedNamespaces(files, stateFolders(files, [summarize(top, named)])).filter(({ folder }) =>
    own.has(basename(folder)),
  );
  const folders = found.map(({ folder }) => relative(dirname(path), folder)).join(", ");
  return found.length === 0
    ? []
    : [t("Local data is not part of this edit: the local objects of {0} stay in {1}.", className, folders)];
}
