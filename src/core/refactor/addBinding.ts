import { t } from "@vscode/l10n";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { bindingNameFor, freeName } from "../rules/shared/bindingItems.ts";
import { envNames } from "../rules/shared/bindingNames.ts";
import { declareClasses } from "../lifecycle/declare.ts";
import { isLive } from "../lifecycle/model.ts";
import type { Worker } from "../worker.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";

/** Which class to bind where. */
export interface NewBinding {
  readonly className: string;
  readonly environment: string | null;
  /** The Worker that has the class, where it is another one. */
  readonly scriptName?: string;
}

/** Binds a class in one environment, under the name that it has in another one, or else one made from its own. */
export function addBinding(files: FileSystem, analysis: Analysis, wanted: NewBinding): Refactored {
  const { config, path } = analysis;
  const worker = analysis.workers.find((each) => each.environment.name === wanted.environment);
  const environment = worker?.environment;
  if (environment === undefined) return refuse(t("There is no environment {0}.", wanted.environment ?? ""));
  const isSame = (each: (typeof environment.bindings)[number]): boolean =>
    each.className?.value === wanted.className && (each.scriptName?.value ?? undefined) === wanted.scriptName;
  if (environment.bindings.some(isSame)) return refuse(t("{0} is bound there already.", wanted.className));
  const isForeign = wanted.scriptName !== undefined;
  if (worker !== undefined && !isForeign && !mayBind(worker, wanted.className))
    return refuse(
      t("{0} is not a class that this Worker exports and keeps; add or restore it first.", wanted.className),
    );
  const elsewhere = config.environments.flatMap((each) =>
    each.bindings.filter(isSame).flatMap(({ name }) => name?.value ?? []),
  )[0];
  const taken = new Set(envNames(environment).map((each) => each.name));
  const name = elsewhere ?? bindingNameFor(wanted.className);
  const value = {
    name: taken.has(name) ? freeName(name, taken) : name,
    class_name: wanted.className,
    ...(wanted.scriptName !== undefined && { script_name: wanted.scriptName }),
  };
  const change = { kind: "append", path: [...environment.path, "durable_objects", "bindings"], value } as const;
  const isDeclared = isForeign || worker === undefined || worker.lifecycle.classes.has(wanted.className);
  const declarations = isDeclared ? [] : declareClasses(worker, [wanted.className]);
  return editsOf(files, path, {
    changes: [{ kind: "config", changes: [change, ...declarations] }],
    reason: t("The configuration cannot be changed as it is written."),
  });
}

/** A class that code exports, as far as it can be read, and that the lifecycle does not retire. */
function mayBind({ lifecycle, entry }: Worker, className: string): boolean {
  const found = lifecycle.classes.get(className);
  const isExported = entry.kind !== "module" || entry.exports.open.length > 0 || entry.exports.names.has(className);
  return isExported && (found === undefined || isLive(found));
}
