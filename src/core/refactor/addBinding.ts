import { t } from "@vscode/l10n";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { bindingNameFor, freeName } from "../rules/bindingItems.ts";
import { envNames } from "../rules/bindingNames.ts";
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
  const environment = config.environments.find((each) => each.name === wanted.environment);
  if (environment === undefined) return refuse(t("There is no environment {0}.", wanted.environment ?? ""));
  const isSame = (each: (typeof environment.bindings)[number]): boolean =>
    each.className?.value === wanted.className && (each.scriptName?.value ?? undefined) === wanted.scriptName;
  if (environment.bindings.some(isSame)) return refuse(t("{0} is bound there already.", wanted.className));
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
  return editsOf(files, path, {
    changes: [{ kind: "config", changes: [change] }],
    reason: t("The configuration cannot be changed as it is written."),
  });
}
