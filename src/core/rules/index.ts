import { configShadowed } from "./config-shadowed.ts";
import { bindingMissingName } from "./binding-missing-name.ts";
import { bindingMissingClassName } from "./binding-missing-class-name.ts";
import { bindingNotObject } from "./binding-not-object.ts";
import { bindingScriptNameType } from "./binding-script-name-type.ts";
import { bindingEnvironmentWithoutScript } from "./binding-environment-without-script.ts";
import { bindingUnknownField } from "./binding-unknown-field.ts";
import { durableObjectsShape } from "./durable-objects-shape.ts";
import { durableObjectsUnknownField } from "./durable-objects-unknown-field.ts";
import { bindingDuplicateName } from "./binding-duplicate-name.ts";
import { duplicateJsonKey } from "./duplicate-json-key.ts";
import { tomlMigrationsSingleTable } from "./toml-migrations-single-table.ts";
import { codeUpdateStrategyInvalid } from "./code-update-strategy-invalid.ts";
import { bindingNameNotIdentifier } from "./binding-name-not-identifier.ts";
import { tomlKeyUnderWrongTable } from "./toml-key-under-wrong-table.ts";
import { topLevelUnknownField } from "./top-level-unknown-field.ts";
import { legacyEnvRemoved } from "./legacy-env-removed.ts";
import { compatDateMissing } from "./compat-date-missing.ts";
import { compatDateInvalid } from "./compat-date-invalid.ts";
import { compatDateFuture } from "./compat-date-future.ts";
import { workerNameInvalid } from "./worker-name-invalid.ts";
import { workerNameMissing } from "./worker-name-missing.ts";
import { pagesDoNeedsScriptName } from "./pages-do-needs-script-name.ts";
import { unsafeDoBinding } from "./unsafe-do-binding.ts";
import { containerDoLink } from "./container-do-link.ts";
import { configSyntax } from "./config-syntax.ts";
import { configTooLarge } from "./config-too-large.ts";
import { doMissingLifecycle } from "./do-missing-lifecycle.ts";
import { exportsAndMigrations } from "./exports-and-migrations.ts";
import { exportsUnsupported } from "./exports-unsupported.ts";
import { exportsEntryType } from "./exports-entry-type.ts";
import { exportsStorageRequired } from "./exports-storage-required.ts";
import { exportsStateInvalid } from "./exports-state-invalid.ts";
import { exportsForbiddenProperty } from "./exports-forbidden-property.ts";
import { exportsRenamedTo } from "./exports-renamed-to.ts";
import { exportsRenamedTargetNotLive } from "./exports-renamed-target-not-live.ts";
import { exportsTransferFields } from "./exports-transfer-fields.ts";
import { exportsLiveClassNotExported } from "./exports-live-class-not-exported.ts";
import { exportsDeletedClassStillExported } from "./exports-deleted-class-still-exported.ts";
import { bindingToTombstonedClass } from "./binding-to-tombstoned-class.ts";
import { exportsUndeclaredClass } from "./exports-undeclared-class.ts";
import { exportsLegacyKvNew } from "./exports-legacy-kv-new.ts";
import { migrationMissingForBinding } from "./migration-missing-for-binding.ts";
import { migrationClassNotExported } from "./migration-class-not-exported.ts";
import { migrationTagRequired } from "./migration-tag-required.ts";
import { migrationTagDuplicate } from "./migration-tag-duplicate.ts";
import { migrationShape } from "./migration-shape.ts";
import { migrationUnknownField } from "./migration-unknown-field.ts";
import { migrationCreateExisting } from "./migration-create-existing.ts";
import { migrationDeleteMissing } from "./migration-delete-missing.ts";
import { migrationRenameMissing } from "./migration-rename-missing.ts";
import { migrationTransferredInvisible } from "./migration-transferred-invisible.ts";
import { migrationRenameOntoExisting } from "./migration-rename-onto-existing.ts";
import { migrationDeleteAndCreateSameClass } from "./migration-delete-and-create-same-class.ts";
import { migrationDeleteStillBound } from "./migration-delete-still-bound.ts";
import { migrationDeleteStillExported } from "./migration-delete-still-exported.ts";
import { doClassRemovedFromCode } from "./do-class-removed-from-code.ts";
import { migrationNewClassesKv } from "./migration-new-classes-kv.ts";
import { migrationEditedAppliedTag } from "./migration-edited-applied-tag.ts";
import { migrationsServiceWorker } from "./migrations-service-worker.ts";
import { mainNotFound } from "./main-not-found.ts";
import { boundClassNotExported } from "./bound-class-not-exported.ts";
import { boundClassNotExportedSelfScript } from "./bound-class-not-exported-self-script.ts";
import { boundClassNotExportedNobundle } from "./bound-class-not-exported-nobundle.ts";
import { exportTypeOnly } from "./export-type-only.ts";
import { reexportOfMissingName } from "./reexport-of-missing-name.ts";
import { exportStarFromCjs } from "./export-star-from-cjs.ts";
import { exportNotAClass } from "./export-not-a-class.ts";
import { doClassDefaultExport } from "./do-class-default-export.ts";
import { serviceWorkerWithDo } from "./service-worker-with-do.ts";
import { envBindingNotInEnvironment } from "./env-binding-not-in-environment.ts";
import { envBindingMissing } from "./env-binding-missing.ts";
import { bindingUnused } from "./binding-unused.ts";
import { sqlOnKvClass } from "./sql-on-kv-class.ts";
import { externalScriptClassMissing } from "./external-script-class-missing.ts";
import { ctxExportsUnavailable } from "./ctx-exports-unavailable.ts";
import { rpcCompatDate } from "./rpc-compat-date.ts";
import { classRules, sqlRules, storageRules } from "./codeRules.ts";
import { addressRules, alarmRules, webSocketRules } from "./runtimeRules.ts";
import type { Rule } from "./rule.ts";

/** Every rule, in the order of the catalogue: shape of the configuration, `exports`, `migrations`, configuration and code. */
export const rules: readonly Rule[] = [
  configShadowed,
  configTooLarge,
  bindingMissingName,
  bindingMissingClassName,
  bindingNotObject,
  bindingScriptNameType,
  bindingEnvironmentWithoutScript,
  bindingUnknownField,
  durableObjectsShape,
  durableObjectsUnknownField,
  bindingDuplicateName,
  duplicateJsonKey,
  tomlMigrationsSingleTable,
  configSyntax,
  codeUpdateStrategyInvalid,
  bindingNameNotIdentifier,
  tomlKeyUnderWrongTable,
  topLevelUnknownField,
  legacyEnvRemoved,
  compatDateMissing,
  compatDateInvalid,
  compatDateFuture,
  workerNameInvalid,
  workerNameMissing,
  pagesDoNeedsScriptName,
  unsafeDoBinding,
  containerDoLink,
  doMissingLifecycle,
  exportsAndMigrations,
  exportsUnsupported,
  exportsEntryType,
  exportsStorageRequired,
  exportsStateInvalid,
  exportsForbiddenProperty,
  exportsRenamedTo,
  exportsRenamedTargetNotLive,
  exportsTransferFields,
  exportsLiveClassNotExported,
  exportsDeletedClassStillExported,
  bindingToTombstonedClass,
  exportsUndeclaredClass,
  exportsLegacyKvNew,
  migrationMissingForBinding,
  migrationClassNotExported,
  migrationTagRequired,
  migrationTagDuplicate,
  migrationShape,
  migrationUnknownField,
  migrationCreateExisting,
  migrationDeleteMissing,
  migrationRenameMissing,
  migrationTransferredInvisible,
  migrationRenameOntoExisting,
  migrationDeleteAndCreateSameClass,
  migrationDeleteStillBound,
  migrationDeleteStillExported,
  doClassRemovedFromCode,
  migrationNewClassesKv,
  migrationEditedAppliedTag,
  migrationsServiceWorker,
  mainNotFound,
  boundClassNotExported,
  boundClassNotExportedSelfScript,
  boundClassNotExportedNobundle,
  exportTypeOnly,
  reexportOfMissingName,
  exportStarFromCjs,
  exportNotAClass,
  doClassDefaultExport,
  serviceWorkerWithDo,
  envBindingNotInEnvironment,
  envBindingMissing,
  bindingUnused,
  sqlOnKvClass,
  externalScriptClassMissing,
  ctxExportsUnavailable,
  rpcCompatDate,
  ...classRules,
  ...sqlRules,
  ...storageRules,
  ...webSocketRules,
  ...alarmRules,
  ...addressRules,
];
