import { t } from "@vscode/l10n";
import type { ExportEntry } from "../config/model.ts";
import type { StringNode } from "../config/tree.ts";
import type { Worker } from "../worker.ts";
import { classNamesSharingLifecycle, localClasses } from "./shared/bindings.ts";
import { exportOf } from "./shared/exported.ts";
import { retiredFixes } from "./shared/retired.ts";
import type { Finding, Rule } from "./rule.ts";

export const bindingToTombstonedClass: Rule = {
  id: "binding-to-tombstoned-class",
  severity: "error",
  stage: "api",
  summary: "A binding to a class that `exports` retires",
  fix: "edit",
  *check(worker) {
    for (const [name, node] of localClasses(worker.environment)) {
      const entry = worker.environment.exports.value.find((each) => each.className === name);
      const message = entry && messageOf(entry);
      // One that the code does not export is reported as that, with the same fixes.
      if (exportOf(worker, name).kind === "missing") continue;
      if (entry !== undefined && message !== undefined) yield finding(worker, entry, { node, message });
    }
  },
};

function messageOf({ className, state, renamedTo, transferredTo }: ExportEntry): string | undefined {
  switch (state) {
    case "deleted":
      return t(
        "{0} is bound, but `exports` deletes it, so wrangler warns and the deploy fails; remove the binding.",
        className,
      );
    case "renamed":
      return t(
        "{0} is bound, but `exports` renames it to {1}, so wrangler warns and the deploy fails; bind {1}.",
        className,
        renamedTo?.value ?? "?",
      );
    case "transferred":
      return t(
        "{0} is bound, but `exports` hands it over to {1}, so wrangler warns and the deploy fails; bind it there, by `script_name`.",
        className,
        transferredTo?.value ?? "?",
      );
    case "created":
    case "expecting-transfer":
    case undefined:
      return undefined;
  }
}

interface Bound {
  readonly node: StringNode;
  readonly message: string;
}

function finding(worker: Worker, { className }: ExportEntry, { node, message }: Bound): Finding {
  const [at = node, ...others] = classNamesSharingLifecycle(worker, className);
  const related = others.map(({ span }) => ({
    place: { path: worker.config.path, span },
    message: t("{0} is bound here too.", className),
  }));
  return { at: at.span, message, fixes: retiredFixes(worker, className), related };
}
