import { t } from "@vscode/l10n";
import type { ReplayFault } from "../lifecycle/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { eventBefore, faultsOf, refuserOf, relatedEvent } from "./shared/replayFaults.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const migrationTransferredInvisible: Rule = {
  id: "migration-transferred-invisible",
  severity: "error",
  stage: "types",
  summary: "A transferred class that a later migration renames or deletes",
  fix: "choice",
  *check(worker) {
    if (refuserOf(worker) !== "wrangler") return;
    for (const fault of faultsOf(worker, "transferInvisible")) yield finding(worker, fault);
  },
};

function finding(worker: Worker, fault: ReplayFault): Finding {
  const { className, field, index } = fault;
  const before = eventBefore(worker, className.value, index);
  const message = t(
    "wrangler overlooks that {0} came from another Worker by `transferred_classes`, which is a defect of its own, so `wrangler dev`, `wrangler deploy` and `wrangler types` stop with “Cannot apply {1} migration to non-existent class {0}”; once the transfer is applied, list {0} in its migration as created too.",
    className.value,
    field,
  );
  return { at: className.span, message, fixes: fixes(worker, fault), related: relatedEvent(worker, before) };
}

/** An applied migration is not sent again, so that wrangler's replay is all that the addition reaches. */
function fixes({ environment }: Worker, { className, index }: ReplayFault): readonly Fix[] {
  const step = environment.migrations.value
    .slice(0, index + 1)
    .findLast((each) => each.transferredClasses.some(({ to }) => to.value === className.value));
  if (step === undefined) return [];
  return ["new_sqlite_classes", "new_classes"].map((field) =>
    configFix(t("Add {0} to `{1}` of the applied migration “{2}”", className.value, field, step.tag?.value ?? ""), {
      kind: "append",
      path: [...step.node.path, field],
      value: className.value,
    }),
  );
}
