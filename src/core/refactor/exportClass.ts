import { t } from "@vscode/l10n";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { exportChanges } from "../rules/shared/exported.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";

/** Makes the entry of a Worker export a class that stands near it; nothing is changed where it does already. */
export function exportClass(
  files: FileSystem,
  { workers, path }: Analysis,
  { environment, className }: { readonly environment: string | null; readonly className: string },
): Refactored {
  const worker = workers.find((each) => each.environment.name === environment);
  const entry = worker?.entry;
  if (worker === undefined || entry?.kind !== "module") return refuse(t("The Worker has no entry that can be read."));
  if (entry.exports.names.has(className)) return { kind: "edits", edits: [], notes: [] };
  const [declaration] = worker.classesNamed(className);
  const changes = declaration && exportChanges(worker, declaration);
  if (changes === undefined) return refuse(t("The class {0} cannot be exported as it is written.", className));
  return editsOf(files, path, { changes, reason: t("The class {0} cannot be exported as it is written.", className) });
}
