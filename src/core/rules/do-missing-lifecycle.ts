import { t } from "@vscode/l10n";
import { declareClasses, dialectToUse } from "../lifecycle/declare.ts";
import { knownStorage } from "../lifecycle/known.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./configFix.ts";
import type { Finding, Rule } from "./rule.ts";
import { bindingsRelated, uncoveredClasses, type UncoveredClass } from "./uncovered.ts";

export const doMissingLifecycle: Rule = {
  id: "do-missing-lifecycle",
  severity: "warning",
  stage: "cfg",
  summary: "A bound class that the lifecycle does not declare",
  fix: "edit",
  *check(worker) {
    const { dialect } = worker.lifecycle;
    if (dialect !== "none" && dialect !== "exports") return;
    for (const each of uncoveredClasses(worker)) yield finding(worker, each);
  },
};

function finding(worker: Worker, uncovered: UncoveredClass): Finding {
  const { name, at } = uncovered;
  const storage = knownStorage(worker, name) ?? "sqlite";
  const usesExports = dialectToUse(worker) === "exports";
  const message = usesExports
    ? t(
        "The class {0} is bound but has no live entry in `exports`: wrangler warns, `wrangler dev` runs it without SQL, and the deploy fails with code 10061; add an entry for it.",
        name,
      )
    : t(
        "The class {0} is bound but no migration creates it: wrangler warns, `wrangler dev` runs it without SQL, and the deploy fails with code 10061; add a migration for it.",
        name,
      );
  const title = usesExports
    ? t("Declare {0} in `exports` with SQLite storage", name)
    : t("Add {0} to a new migration with SQLite storage", name);
  return {
    at: at.span,
    message,
    fixes: [configFix(title, ...declareClasses(worker, [name], storage))],
    related: bindingsRelated(worker, uncovered),
  };
}
