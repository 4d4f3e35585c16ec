import { t } from "@vscode/l10n";
import type { LegacyApiKind } from "../findings/finding.ts";
import { classOf, explanation, type Explanations } from "./explanation.ts";

/** What the API answers to `migrations` and bindings that do not fit what is deployed; nothing was changed by it. */
export const legacyExplanations: Explanations<LegacyApiKind> = {
  bindingWithoutNamespace: (finding) =>
    explanation(
      t(
        "The class {0} is bound, but nothing creates it, so the deploy was refused; declare it in the lifecycle.",
        classOf(finding),
      ),
      "migration-missing-for-binding",
      "do-missing-lifecycle",
    ),
  bindingToMissingExport: (finding) =>
    explanation(
      t(
        "The class {0} is bound, but the uploaded Worker does not export it; export it from the entry.",
        classOf(finding),
      ),
      "bound-class-not-exported-self-script",
      "bound-class-not-exported-nobundle",
    ),
  bindingToMissingWorker: (finding) =>
    explanation(
      t(
        "A binding refers to the Worker {0}, which is not deployed in this account; deploy that one first, or correct `script_name`.",
        finding.guilty.script ?? "?",
      ),
      "external-script-class-missing",
    ),
  deleteWhileBound: (finding) =>
    explanation(
      t(
        "The class {0} cannot be deleted while a binding refers to it: first deploy without the binding and with the class still exported, then deploy the deletion.",
        classOf(finding),
      ),
      "migration-delete-still-bound",
    ),
  classGone: (finding) =>
    explanation(
      t(
        "The class {0} has deployed objects but is no longer exported, so the deploy was refused; export it again, or rename or delete it in the lifecycle (deleting it deletes all its data).",
        classOf(finding),
      ),
      "do-class-removed-from-code",
      "migration-class-not-exported",
    ),
  createNotExported: (finding) =>
    explanation(
      t(
        "A migration creates {0}, but the entry does not export it; export the class, or take it out of the migration.",
        classOf(finding),
      ),
      "migration-class-not-exported",
    ),
  createExisting: (finding) =>
    explanation(
      t(
        "A migration creates {0}, which exists already, so the deploy was refused: a tag that is applied was edited or renamed, the whole history was sent again, or the storage was to be changed, which is impossible; restore the deployed tags and put new steps behind them.",
        classOf(finding),
      ),
      "migration-create-existing",
      "migration-edited-applied-tag",
      "migration-tag-duplicate",
    ),
  stepOnMissingClass: (finding) =>
    explanation(
      t(
        "A migration deletes or renames {0}, which the deployed Worker does not have; remove the step if it was applied before.",
        classOf(finding),
      ),
      "migration-delete-missing",
      "migration-rename-missing",
    ),
  severalStepsForClass: (finding) =>
    explanation(
      t(
        "Two steps of one deploy are about {0}, which the API refuses; deploy them one after the other, or use a new name.",
        classOf(finding),
      ),
      "migration-delete-and-create-same-class",
      "migration-rename-onto-existing",
    ),
  notSqlite: (finding) =>
    explanation(
      t(
        "The class {0} is stored in the key-value backend, which this use needs to be SQLite; use a new class with SQLite storage.",
        classOf(finding),
      ),
      "container-do-link",
    ),
  tagPrecondition: (finding) =>
    explanation(
      t(
        'The deployed tag is "{0}", not the one that this deploy builds on: someone else has deployed meanwhile, or this deploy has arrived although the connection broke; look at what is deployed before trying again.',
        finding.guilty.tag ?? "?",
      ),
    ),
  freePlanNeedsSqlite: () =>
    explanation(
      t(
        "On the Free plan every class needs SQLite storage, so the deploy was refused; create it with `new_sqlite_classes`.",
      ),
      "migration-new-classes-kv",
      "exports-legacy-kv-new",
    ),
  kvRefused: () =>
    explanation(
      t(
        "This account can create no more classes with key-value storage, so the deploy was refused; create the class with `new_sqlite_classes`.",
      ),
      "migration-new-classes-kv",
      "exports-legacy-kv-new",
    ),
  migrationInVersionsUpload: () =>
    explanation(
      t("A version with a migration that is not applied yet cannot be uploaded; deploy it with `wrangler deploy`."),
      "migration-versions-upload",
    ),
  scriptRefused: (finding) =>
    explanation(t("The API could not start or accept the uploaded Worker: {0}", finding.original)),
};
