import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import { exportChange } from "../lifecycle/declare.ts";
import { knownStorage } from "../lifecycle/known.ts";
import type { ExportedName } from "../source/model.ts";
import type { Worker } from "../worker.ts";
import { localClasses } from "./shared/bindings.ts";
import { configFix } from "./shared/configFix.ts";
import { exportedClass, stopExporting } from "./shared/exportedClass.ts";
import { strayProperties } from "./shared/exportProperties.ts";
import type { Finding, Rule } from "./rule.ts";

export const exportsDeletedClassStillExported: Rule = {
  id: "exports-deleted-class-still-exported",
  severity: "error",
  stage: "api",
  summary: "A `deleted` entry of `exports` whose class the code still exports",
  fix: "choice",
  *check(worker) {
    for (const entry of worker.environment.exports.value) {
      if (entry.state !== "deleted" || isExplained(worker, entry)) continue;
      const found = exportedClass(worker, entry.className);
      if (found !== undefined) yield finding(worker, entry, found);
    }
  },
};

/** Whether another rule says what is wrong with the entry: it is bound, or what stands in it contradicts the deletion. */
function isExplained({ environment }: Worker, entry: ExportEntry): boolean {
  return localClasses(environment).has(entry.className) || strayProperties(entry).length > 0;
}

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
