import { t } from "@vscode/l10n";
import { declareClasses } from "../lifecycle/declare.ts";
import type { FileSystem } from "../ports.ts";
import type { Analysis } from "../project.ts";
import { uncoveredClasses } from "../rules/shared/uncovered.ts";
import { unknownClasses } from "../rules/shared/unknownClasses.ts";
import { byLifecycle } from "./lifecyclePlace.ts";
import { editsOf, refuse, type Refactored } from "./refactoring.ts";

/** Declares, with SQLite storage, every Durable Object class that a Worker binds or exports and its lifecycle does not know. */
export function declareObjects(files: FileSystem, { workers, config, path }: Analysis): Refactored {
  if (config.document.syntaxErrors.length > 0) return refuse(t("The configuration cannot be parsed; mend it first."));
  const changes = byLifecycle(workers).flatMap(([first, ...others]) => {
    const bound = [first, ...others].flatMap(uncoveredClasses).map(({ name }) => name);
    const missing = [...new Set([...bound, ...unknownClasses(first).map(({ name }) => name)])];
    return missing.length === 0 ? [] : declareClasses(first, missing);
  });
  if (changes.length === 0)
    return refuse(t("Every Durable Object class that the entry exports is declared already, or there is none."));
  return editsOf(files, path, {
    changes: [{ kind: "config", changes }],
    reason: t("The configuration cannot be changed as it is written."),
  });
}
