import { t } from "@vscode/l10n";
import type { ReplayFault } from "../lifecycle/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { dropFix, eventBefore, faultFindings, relatedEvent, type Refuser } from "./shared/replayFaults.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const migrationCreateExisting: Rule = {
  id: "migration-create-existing",
  severity: "error",
  stage: "types",
  summary: "A migration that creates a class which exists already",
  fix: "choice",
  check: (worker) => faultFindings(worker, "createExisting", (fault, refuser) => finding(worker, fault, refuser)),
};

function finding(worker: Worker, fault: ReplayFault, refuser: Refuser): Finding {
  const { className, index } = fault;
  const before = eventBefore(worker, className.value, index);
  return {
    at: className.span,
    message: refuser === "api" ? apiMessage(className.value) : message(worker, fault),
    fixes: [...keepThisOne(worker, fault), dropFix(worker, fault)],
    related: relatedEvent(worker, before),
  };
}

function message(worker: Worker, fault: ReplayFault): string {
  const { className, field } = fault;
  return hasOtherStorage(worker, fault)
    ? t(
        "The class {0} exists already with another storage, which cannot be changed, so `wrangler dev`, `wrangler deploy` and `wrangler types` stop with “Cannot apply {1} migration to existing class {0}”; remove it here, or create a class of another name.",
        className.value,
        field,
      )
    : t(
        "The class {0} exists already when this migration is to create it, so `wrangler dev`, `wrangler deploy` and `wrangler types` stop with “Cannot apply {1} migration to existing class {0}”; remove it here.",
        className.value,
        field,
      );
}

function apiMessage(name: string): string {
  return t(
    "The class {0} exists already when this migration is to create it, so the deploy fails with code 10074; remove it here.",
    name,
  );
}

function hasOtherStorage({ lifecycle }: Worker, { className, field }: ReplayFault): boolean {
  const storage = lifecycle.classes.get(className.value)?.storage;
  return storage !== undefined && storage !== (field === "new_classes" ? "kv" : "sqlite");
}

/** One migration that creates a class with both storages: the other one can go as well. */
function keepThisOne(worker: Worker, { className, field, index }: ReplayFault): readonly Fix[] {
  const step = worker.environment.migrations.value[index];
  const other = step?.newClasses.find((each) => each.value === className.value);
  if (other === undefined || field !== "new_sqlite_classes") return [];
  const title = t("Remove {0} from `{1}`", className.value, "new_classes");
  return [configFix(title, { kind: "remove", path: other.path, prune: true })];
}
