import { t } from "@vscode/l10n";
import type { ExportedName } from "../../source/model.ts";
import { unexportEdits } from "../../source/unexport.ts";
import type { Worker } from "../../worker.ts";
import { exportOf } from "./exported.ts";
import type { Fix } from "../rule.ts";

/** What the entry exports under a name, if that is a class or may be one. */
export function exportedClass(worker: Worker, className: string): ExportedName | undefined {
  const answer = exportOf(worker, className);
  if (answer.kind !== "exported") return undefined;
  const { kind } = answer.found.value;
  return kind === "class" || kind === "maybe" ? answer.found : undefined;
}

/** Takes the name out of the exports, where it is exported in a plain way; the class itself stays in the code. */
export function stopExporting({ entry }: Worker, found: ExportedName): readonly Fix[] {
  const edits = entry.kind === "module" ? unexportEdits(entry.modules, found) : undefined;
  if (edits === undefined) return [];
  return [{ title: t("Stop exporting {0}", found.name), changes: [{ kind: "text", ...edits }] }];
}
