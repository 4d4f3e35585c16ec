import { t } from "@vscode/l10n";
import type { LifecycleEvent, ReplayFault } from "../lifecycle/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import { dropFix, eventBefore, faultsOf, relatedEvent } from "./shared/replayFaults.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const migrationRenameOntoExisting: Rule = {
  id: "migration-rename-onto-existing",
  severity: "error",
  stage: "api",
  summary: "A migration that renames a class to one which exists already",
  fix: "choice",
  *check(worker) {
    for (const fault of faultsOf(worker, "renameOntoExisting")) yield finding(worker, fault);
  },
};

function finding(worker: Worker, fault: ReplayFault): Finding {
  const { className, index } = fault;
  const before = eventBefore(worker, className.value, index - 1);
  const message = t(
    "The class {0} exists already, and a rename needs a name that is free, so the deploy fails with code 10074; do not create {0} before, as the rename makes it.",
    className.value,
  );
  return {
    at: className.span,
    message,
    fixes: [...doNotCreate(className.value, before), dropFix(worker, fault)],
    related: relatedEvent(worker, before),
  };
}

function doNotCreate(name: string, before: LifecycleEvent | undefined): readonly Fix[] {
  if (before?.kind !== "created") return [];
  const title = t("Do not create {0} in “{1}”, if that is not applied", name, before.tag ?? "");
  return [configFix(title, { kind: "remove", path: before.path, prune: true })];
}
