import { t } from "@vscode/l10n";
import type { Binding } from "../../config/model.ts";
import { removeAll } from "../../config/removeAll.ts";
import type { ConfigChange } from "../../config/syntax.ts";
import { deleteClass, renameClass } from "../../lifecycle/declare.ts";
import { finalName } from "../../lifecycle/finalName.ts";
import { isLive } from "../../lifecycle/model.ts";
import type { Worker } from "../../worker.ts";
import { ownBindings } from "./bindings.ts";
import { configFix } from "./configFix.ts";
import type { Fix } from "../rule.ts";
import { successorOf, wasExported } from "./successor.ts";

/** Whether the lifecycle has deleted, renamed or handed over a class, so that bindings by its name have to go. */
export function isRetired({ lifecycle }: Worker, className: string): boolean {
  const state = lifecycle.classes.get(className)?.state;
  return state === "deleted" || state === "renamed" || state === "transferred";
}

/**
 * What the bindings of a class can do when it is retired, the best first: bind what became of it, or go. A class that is
 * live but gone from the code, where one class is new, was probably renamed: lifecycle and bindings can follow. None for
 * a class that is neither.
 */
export function retiredFixes(worker: Worker, className: string): readonly Fix[] {
  const bindings = ownBindings(worker, className);
  if (!isRetired(worker, className)) return followRename(worker, className, bindings);
  const script = newOwner(worker, className);
  return [
    ...repoint(finalName(worker.lifecycle, className), bindings),
    ...(script === undefined ? [] : [bindElsewhere(className, script, bindings)]),
    removeBindings(className, bindings),
  ];
}

/** A fix that takes out bindings. */
export function removeBindings(className: string, bindings: readonly Binding[]): Fix {
  const changes = removeAll(bindings.map(({ node }) => node.path));
  return configFix(t("Remove the binding of {0}", className), ...changes);
}

/**
 * What is left for a bound class that is live and that the committed code exported, if it is not to come back. With
 * `migrations` the API refuses to delete a class that the deployed version binds, so that only the binding goes at first.
 */
export function removedFixes(worker: Worker, className: string): readonly Fix[] {
  const { lifecycle } = worker;
  if (!wasExported(worker, className) || !isLive(lifecycle.classes.get(className))) return [];
  const bindings = ownBindings(worker, className);
  if (lifecycle.dialect === "migrations") return [removeBindings(className, bindings)];
  const paths = bindings.map(({ node }) => node.path);
  const title = t("Delete {0}, its binding and its objects", className);
  return [configFix(title, ...removeAll(paths), ...deleteClass(worker, className))];
}

function repoint(to: string | undefined, bindings: readonly Binding[]): readonly Fix[] {
  return to === undefined ? [] : [configFix(t("Bind {0}", to), ...bindClass(to, bindings))];
}

function bindClass(value: string, bindings: readonly Binding[]): readonly ConfigChange[] {
  return bindings.flatMap(({ className }) => (className ? [{ kind: "set", path: className.path, value }] : []));
}

/** The Worker that the objects of a class were handed over to. */
function newOwner({ lifecycle }: Worker, className: string): string | undefined {
  const found = lifecycle.classes.get(className);
  return found?.state === "transferred" ? found.events.at(-1)?.script || undefined : undefined;
}

function bindElsewhere(className: string, script: string, bindings: readonly Binding[]): Fix {
  const changes = bindings.map(({ node }): ConfigChange => ({
    kind: "set",
    path: [...node.path, "script_name"],
    value: script,
  }));
  return configFix(t("Bind {0} of the Worker {1}", className, script), ...changes);
}

function followRename(worker: Worker, className: string, bindings: readonly Binding[]): readonly Fix[] {
  const to = successorOf(worker, className);
  if (to === undefined) return [];
  const title = t("Rename {0} to {1}, with its objects", className, to);
  return [configFix(title, ...renameClass(worker, className, to), ...bindClass(to, bindings))];
}
