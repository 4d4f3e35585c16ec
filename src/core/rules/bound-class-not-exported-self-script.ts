import { t } from "@vscode/l10n";
import { missingClassFixes } from "./bound-class-not-exported.ts";
import { exportOf } from "./shared/exported.ts";
import type { Rule } from "./rule.ts";

export const boundClassNotExportedSelfScript: Rule = {
  id: "bound-class-not-exported-self-script",
  severity: "error",
  stage: "dev",
  summary: "A class bound through the Worker's own `script_name` that the entry does not export",
  fix: "choice",
  *check(worker) {
    const { environment } = worker;
    for (const { className, scriptName } of environment.bindings) {
      const isOwn = scriptName !== undefined && scriptName.value !== "" && scriptName.value === environment.workerName;
      if (!isOwn || className === undefined || exportOf(worker, className.value).kind !== "missing") continue;
      const message = t(
        "The class {0} is bound through `script_name` to this Worker itself, but its entry does not export it, so `wrangler dev` crashes at start and the deploy fails with code 10061; export the class.",
        className.value,
      );
      yield { at: className.span, message, fixes: missingClassFixes(worker, className) };
    }
  },
};
