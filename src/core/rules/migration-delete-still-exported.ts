import { t } from "@vscode/l10n";
import type { LifecycleClass, LifecycleEvent } from "../lifecycle/model.ts";
import type { ExportedName } from "../source/model.ts";
import type { Worker } from "../worker.ts";
import { exportedClass, stopExporting } from "./shared/exportedClass.ts";
import { usesFacets } from "./shared/facets.ts";
import type { Finding, Rule } from "./rule.ts";

export const migrationDeleteStillExported: Rule = {
  id: "migration-delete-still-exported",
  severity: "info",
  stage: "own",
  summary: "A class that migrations delete and the code still exports",
  fix: "choice",
  needsWhole: true,
  *check(worker) {
    const { entry, lifecycle } = worker;
    if (lifecycle.dialect !== "migrations" || entry.kind !== "module") return;
    for (const found of lifecycle.classes.values()) {
      const exported = isDeletedOnly(worker, found) ? exportedClass(worker, found.name) : undefined;
      const last = found.events.at(-1);
      if (exported !== undefined && last !== undefined && !usesFacets(entry)) yield finding(worker, last, exported);
    }
  },
};

/** Whether a class is deleted and not bound: a bound one is a worse mistake, of another rule. */
function isDeletedOnly({ config }: Worker, { name, state }: LifecycleClass): boolean {
  const isBound = config.environments.some((each) => each.bindings.some(({ className }) => className?.value === name));
  return state === "deleted" && !isBound;
}

function finding(worker: Worker, { span, tag = "" }: LifecycleEvent, found: ExportedName): Finding {
  const message = t(
    "The migration “{1}” deletes {0} and its objects, but the code still exports the class, so that it looks alive and is none; take it out of the code once the deletion is deployed.",
    found.name,
    tag,
  );
  return {
    at: span,
    message,
    fixes: stopExporting(worker, found),
    related: [{ place: found.place, message: t("{0} is exported here.", found.name) }],
  };
}
