import { t } from "@vscode/l10n";
import { appendStep } from "../lifecycle/declare.ts";
import type { ReplayFault } from "../lifecycle/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { createEarlierFix, dropFix, faultFindings, respellFix, type Refuser } from "./shared/replayFaults.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const migrationDeleteMissing: Rule = {
  id: "migration-delete-missing",
  severity: "error",
  stage: "types",
  summary: "A migration that deletes a class which does not exist",
  fix: "choice",
  needsWhole: true,
  check: (worker) => faultFindings(worker, "deleteMissing", (fault, refuser) => finding(worker, fault, refuser)),
};

function finding(worker: Worker, fault: ReplayFault, refuser: Refuser): Finding {
  const name = fault.className.value;
  const fixes = [
    ...deleteLater(worker, fault),
    ...respellFix(worker, fault),
    dropFix(worker, fault),
    ...createEarlierFix(worker, fault),
  ];
  return { at: fault.className.span, message: refuser === "api" ? apiMessage(name) : message(name), fixes };
}

/** A class that this migration or a later one creates can be deleted behind them. */
function deleteLater({ environment, lifecycle }: Worker, { className }: ReplayFault): readonly Fix[] {
  if (lifecycle.classes.get(className.value)?.state !== "live") return [];
  return [
    configFix(
      t("Delete {0} in a new migration", className.value),
      { kind: "remove", path: className.path, prune: true },
      appendStep(environment, { deleted_classes: [className.value] }),
    ),
  ];
}

function apiMessage(name: string): string {
  return t(
    "No migration before this one creates the class {0}, so the deploy fails with code 10074; correct the name, or remove it here.",
    name,
  );
}

function message(name: string): string {
  return t(
    "No migration before this one creates the class {0}, so `wrangler dev`, `wrangler deploy` and `wrangler types` stop with “Cannot apply deleted_classes migration to non-existent class {0}”; remove it here, or create it in an earlier migration, which is harmless if that is applied.",
    name,
  );
}
