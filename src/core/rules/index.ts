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
import { configSyntax } from "./config-syntax.ts";
import { configTooLarge } from "./config-too-large.ts";
import { doMissingLifecycle } from "./do-missing-lifecycle.ts";
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
  doMissingLifecycle,
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
];
