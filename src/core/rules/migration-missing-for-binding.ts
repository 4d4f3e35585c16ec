import { t } from "@vscode/l10n";
import { appendStep } from "../lifecycle/declare.ts";
import { finalName } from "../lifecycle/finalName.ts";
import { isPruned } from "../lifecycle/tags.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { retiredFixes } from "./shared/retired.ts";
import type { Finding, Fix, Rule } from "./rule.ts";
import { bindingsRelated, uncoveredClasses, type UncoveredClass } from "./shared/uncovered.ts";

export const migrationMissingForBinding: Rule = {
  id: "migration-missing-for-binding",
  severity: "error",
  stage: "api",
  summary: "A bound class that no migration creates",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    if (worker.lifecycle.dialect !== "migrations") return;
    const uncovered = uncoveredClasses(worker);
    for (const each of uncovered) yield finding(worker, each, uncovered);
  },
};

function finding(worker: Worker, uncovered: UncoveredClass, all: readonly UncoveredClass[]): Finding {
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
    fixes: createFixes(worker, name, all),
    related,
    ...(isLessCertain && { severity: "warning" }),
  };
}

/** One migration for the class, and one for all that lack one. */
function createFixes(worker: Worker, name: string, all: readonly UncoveredClass[]): readonly Fix[] {
  const names = all.map((each) => each.name).filter((each) => finalName(worker.lifecycle, each) === undefined);
  return names.length > 1 ? [create(worker, [name]), create(worker, names)] : [create(worker, [name])];
}

function create({ environment }: Worker, names: readonly string[]): Fix {
  const title = t("Add {0} to a new migration", names.join(", "));
  return configFix(title, appendStep(environment, { new_sqlite_classes: names }));
}
