import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import { exportChange } from "../lifecycle/declare.ts";
import { knownStorage } from "../lifecycle/known.ts";
import type { ExportedName } from "../source/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./configFix.ts";
import { exportedClass, stopExporting } from "./exportedClass.ts";
import type { Finding, Rule } from "./rule.ts";

export const exportsDeletedClassStillExported: Rule = {
  id: "exports-deleted-class-still-exported",
  severity: "error",
  stage: "api",
  summary: "A `deleted` entry of `exports` whose class the code still exports",
  fix: "choice",
  *check(worker) {
    for (const entry of worker.environment.exports.value) {
      const found = entry.state === "deleted" ? exportedClass(worker, entry.className) : undefined;
      if (found !== undefined) yield finding(worker, entry, found);
    }
  },
};

function finding(worker: Worker, { className, keySpan }: ExportEntry, found: ExportedName): Finding {
  const message = t(
    "{0} is to be deleted, but the code still exports it, so the deploy fails with code 100402; take the class out of the code, or keep it.",
    className,
  );
  const keep = exportChange(worker.environment, className, knownStorage(worker, className) ?? "sqlite");
  return {
    at: keySpan,
    message,
    fixes: [...stopExporting(worker, found), configFix(t("Keep {0} and its objects", className), keep)],
    related: [{ place: found.place, message: t("{0} is exported here.", className) }],
  };
}
