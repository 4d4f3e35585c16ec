import { t } from "@vscode/l10n";
import { deleteClass } from "../../lifecycle/declare.ts";
import { removeEvent, respellEvent } from "../../lifecycle/rewrite.ts";
import type { Worker } from "../../worker.ts";
import { configFix } from "./configFix.ts";
import { exportFixes } from "../bound-class-not-exported.ts";
import type { Fix } from "../rule.ts";
import type { UnexportedClass } from "./unexported.ts";

/**
 * What can be done about a live class that the code lacks: correct its name, export the class, or retire it: with its
 * objects if it may have been deployed, or by taking it out if the committed lifecycle does not know it.
 */
export function unexportedFixes(worker: Worker, unexported: UnexportedClass): readonly Fix[] {
  const { found, event, intended } = unexported;
  const { name } = found;
  const respell =
    intended === undefined
      ? []
      : [configFix(t("Change “{0}” to “{1}”", name, intended), respellEvent(worker.lifecycle, event, intended))];
  return [...respell, ...exportFixes(worker, name), retire(worker, unexported)];
}

function retire(worker: Worker, { found, event }: UnexportedClass): Fix {
  const { name } = found;
  const isNew = worker.committed !== undefined && !worker.committed.lifecycle.classes.has(name);
  return isNew
    ? configFix(t("Take {0} out of the lifecycle", name), removeEvent(worker.environment, event))
    : configFix(t("Delete {0} and its objects", name), ...deleteClass(worker, name));
}
