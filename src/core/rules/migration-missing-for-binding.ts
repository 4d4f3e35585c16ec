import { t } from "@vscode/l10n";
import { appendStep } from "../lifecycle/declare.ts";
import { finalName } from "../lifecycle/finalName.ts";
import { isPruned } from "../lifecycle/tags.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./configFix.ts";
import { retiredFixes } from "./retired.ts";
import type { Finding, Fix, Rule } from "./rule.ts";
import { bindingsRelated, uncoveredClasses, type UncoveredClass } from "./uncovered.ts";

export const migrationMissingForBinding: Rule = {
  id: "migration-missing-for-binding",
  severity: "error",
  stage: "api",
  summary: "A bound class that no migration creates",
  fix: "edit",
  *check(worker) {
    if (worker.lifecycle.dialect !== "migrations") return;
    for (const each of uncoveredClasses(worker)) yield finding(worker, each);
  },
};

function finding(worker: Worker, uncovered: UncoveredClass): Finding {
  const { name, at } = uncovered;
  const renamed = finalName(worker.lifecycle, name);
  const related = bindingsRelated(worker, uncovered);
  if (renamed !== undefined) {
    const message = t(
      "The class {0} is bound, but a migration renamed it to {1}, so the deploy fails with code 10061; bind {1}.",
      name,
      renamed,
    );
    return { at: at.span, message, fixes: retiredFixes(worker, name), related };
  }
  const message = t(
    "The class {0} is bound but no migration creates it: `wrangler dev` runs it without SQL, and the deploy fails with code 10061; add it to a new migration.",
    name,
  );
  const isLessCertain = isPruned(worker.environment.migrations.value);
  return {
    at: at.span,
    message,
    fixes: [create(worker, name)],
    related,
    ...(isLessCertain && { severity: "warning" }),
  };
}

function create({ environment }: Worker, name: string): Fix {
  return configFix(t("Add {0} to a new migration", name), appendStep(environment, { new_sqlite_classes: [name] }));
}
