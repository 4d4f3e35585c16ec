import { t } from "@vscode/l10n";
import type { ClassChange, DeployPlan, PlanWarning } from "./plan.ts";

/** The plan as sentences for people: how it is known, what happens to each class, bindings, and what cannot be undone. */
export interface PlanText {
  readonly basis: string;
  readonly lines: readonly PlanLine[];
}

export interface PlanLine {
  readonly kind: "class" | "binding" | "warning" | "delete";
  readonly text: string;
  /** The class it is about, for a way to its place in the configuration. */
  readonly className?: string;
}

/** Puts a plan into words. */
export function planText(plan: DeployPlan): PlanText {
  return {
    basis: basisText(plan.basis),
    lines: [
      ...plan.changes.map((change): PlanLine => {
        const kind = change.kind === "deleted" ? "delete" : "class";
        return { kind, text: changeText(change), className: change.className };
      }),
      ...plan.bindingsAdded.map(({ name, className }): PlanLine => {
        return { kind: "binding", text: t("Binds {0} to {1}.", name, className), className };
      }),
      ...plan.bindingsRemoved.map(({ name, className }): PlanLine => {
        return { kind: "binding", text: t("Removes the binding {0} to {1}.", name, className), className };
      }),
      ...plan.warnings.map((warning): PlanLine => ({ kind: "warning", text: warningText(warning) })),
    ],
  };
}

function basisText(basis: DeployPlan["basis"]): string {
  switch (basis) {
    case "deploy":
      return t("Compared with the last deploy from here.");
    case "git":
      return t("Compared with the last commit, as nothing was deployed from here yet.");
    case "none":
      return t("What is deployed is not known: no certain deploy from here, and no commit.");
  }
}

function changeText(change: ClassChange): string {
  const { className, other = "?", script = "?" } = change;
  switch (change.kind) {
    case "created":
      return createdText(change);
    case "renamed":
      return t("Renames {0} to {1}; its objects keep their data.", className, other);
    case "transferredIn":
      return t("Takes over {0} from the Worker {1}, with its objects.", className, script);
    case "transferredOut":
      return t("Gives {0} to the Worker {1}, with its objects.", className, script);
    case "deleted":
      return change.isCertain
        ? t("Deletes {0} and ALL its data, which cannot be undone.", className)
        : t("Deletes {0} and ALL its data for good, unless that is done.", className);
  }
}

function createdText({ className, storage, isCertain }: ClassChange): string {
  const kind = storage === "kv" ? t("key-value storage") : t("SQLite storage");
  return isCertain
    ? t("Creates {0} with {1}, which never changes afterwards.", className, kind)
    : t("Creates {0} with {1}, if it does not exist yet.", className, kind);
}

function warningText(warning: PlanWarning): string {
  switch (warning.kind) {
    case "tagUnknown":
      return t('The deployed tag "{0}" is gone: every step is sent again, which usually fails.', warning.tag);
    case "classDropped":
      return t("{0} was deployed and is not declared any more; the deploy will be refused.", warning.className);
    case "toExports":
      return t("After this deploy there is no way back from `exports` to `migrations`.");
    case "noRollback":
      return t("A rollback cannot go back behind this deploy.");
  }
}
