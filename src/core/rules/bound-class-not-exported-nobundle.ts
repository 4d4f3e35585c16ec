import { t } from "@vscode/l10n";
import { localClasses } from "./shared/bindings.ts";
import { isCheckedByWrangler, missingClassFixes } from "./bound-class-not-exported.ts";
import { isDefaultClass, isDefaultExport } from "./shared/defaultExport.ts";
import { exportOf } from "./shared/exported.ts";
import type { Rule } from "./rule.ts";

export const boundClassNotExportedNobundle: Rule = {
  id: "bound-class-not-exported-nobundle",
  severity: "error",
  stage: "dev",
  summary: "A bound class that an entry which wrangler does not bundle fails to export",
  fix: "choice",
  *check(worker) {
    const { entry, environment } = worker;
    if (entry.kind !== "module" || entry.format !== "modules" || isCheckedByWrangler(worker, entry)) return;
    for (const [className, node] of localClasses(environment)) {
      if (isDefaultExport(className) || isDefaultClass(worker, className)) continue;
      if (exportOf(worker, className).kind !== "missing") continue;
      const message = t(
        "The class {0} is bound, but the entry does not export it, which wrangler does not notice without a bundle: `wrangler dev` crashes at start and the deploy fails with code 10061; export the class there.",
        className,
      );
      yield { at: node.span, message, fixes: missingClassFixes(worker, node) };
    }
  },
};
