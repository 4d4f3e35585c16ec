import { t } from "@vscode/l10n";
import type { StringNode } from "../config/tree.ts";
import type { ReplayFault } from "../lifecycle/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { createEarlierFix, dropFix, faultFindings, respellFix, type Refuser } from "./shared/replayFaults.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const migrationRenameMissing: Rule = {
  id: "migration-rename-missing",
  severity: "error",
  stage: "types",
  summary: "A migration that renames a class which does not exist",
  fix: "choice",
  needsWhole: true,
  check: (worker) => faultFindings(worker, "renameMissing", (fault, refuser) => finding(worker, fault, refuser)),
};

function finding(worker: Worker, fault: ReplayFault, refuser: Refuser): Finding {
  const { className } = fault;
  const created = createdInSameStep(worker, fault);
  const fixes =
    created === undefined
      ? [...respellFix(worker, fault), ...createEarlierFix(worker, fault), dropFix(worker, fault)]
      : createDirectly(worker, fault, created);
  const name = className.value;
  if (refuser === "api") return { at: className.span, message: apiMessage(name), fixes };
  return { at: className.span, message: created === undefined ? message(name) : orderMessage(name), fixes };
}

function apiMessage(name: string): string {
  return t(
    "No migration before this one creates the class {0}, so there is nothing to rename and the deploy fails; correct the name, or create the class by its new name.",
    name,
  );
}

function orderMessage(name: string): string {
  return t(
    "A migration renames before it creates, so {0} does not exist yet here, and `wrangler dev`, `wrangler deploy` and `wrangler types` stop with “Cannot apply renamed_classes migration to non-existent class {0}”; create the class by its new name.",
    name,
  );
}

function message(name: string): string {
  return t(
    "No migration before this one creates the class {0}, so `wrangler dev`, `wrangler deploy` and `wrangler types` stop with “Cannot apply renamed_classes migration to non-existent class {0}”; correct the name, or create it in an earlier migration, which is harmless if that is applied.",
    name,
  );
}

function createdInSameStep({ environment }: Worker, { className, index }: ReplayFault): StringNode | undefined {
  const step = environment.migrations.value[index];
  return [...(step?.newSqliteClasses ?? []), ...(step?.newClasses ?? [])].find(
    (each) => each.value === className.value,
  );
}

function createDirectly(
  { environment }: Worker,
  { className, index }: ReplayFault,
  created: StringNode,
): readonly Fix[] {
  const pair = environment.migrations.value[index]?.renamedClasses.find((each) => each.from === className);
  if (pair === undefined) return [];
  return [
    configFix(
      t("Create {0} in place of {1}", pair.to.value, className.value),
      { kind: "set", path: created.path, value: pair.to.value },
      { kind: "remove", path: pair.node.path, prune: true },
    ),
  ];
}
