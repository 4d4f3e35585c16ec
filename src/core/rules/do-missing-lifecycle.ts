import { t } from "@vscode/l10n";
import { declareClasses, dialectToUse } from "../lifecycle/declare.ts";
import { localClasses } from "./bindings.ts";
import type { Finding, Rule } from "./rule.ts";
import type { Worker } from "../worker.ts";

export const doMissingLifecycle: Rule = {
  id: "do-missing-lifecycle",
  severity: "warning",
  stage: "cfg",
  summary: "A bound class that the lifecycle does not declare",
  fix: "edit",
  *check(worker) {
    const { lifecycle } = worker;
    if (lifecycle.dialect === "migrations") return;
    for (const [className, binding] of localClasses(worker.environment)) {
      // A class with a tombstone is another mistake, with other ways out: binding-to-tombstoned-class.
      if (lifecycle.classes.has(className)) continue;
      yield finding(worker, className, binding.span);
    }
  },
};

function finding(worker: Worker, className: string, at: Finding["at"]): Finding {
  const dialect = dialectToUse(worker);
  const message =
    dialect === "exports"
      ? t(
          "The class {0} is bound but has no live entry in `exports`: it runs without SQL in `wrangler dev`, and the first deploy fails with code 10061; add an entry for it.",
          className,
        )
      : t(
          "The class {0} is bound but no migration creates it: it runs without SQL in `wrangler dev`, and the first deploy fails with code 10061; add a migration for it.",
          className,
        );
  const title =
    dialect === "exports"
      ? t("Declare {0} in `exports` with SQLite storage", className)
      : t("Add a migration that creates {0} with SQLite storage", className);
  return {
    at,
    message,
    fixes: [{ title, changes: [{ kind: "config", changes: declareClasses(worker, [className]) }] }],
  };
}
