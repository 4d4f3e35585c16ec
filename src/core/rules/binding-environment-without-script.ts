import { t } from "@vscode/l10n";
import { child, property } from "../config/tree.ts";
import { bindingObjects } from "./shared/bindingItems.ts";
import type { Rule } from "./rule.ts";

export const bindingEnvironmentWithoutScript: Rule = {
  id: "binding-environment-without-script",
  severity: "error",
  stage: "cfg",
  summary: "A binding with `environment` but without `script_name`",
  fix: "edit",
  *check({ environment }) {
    for (const node of bindingObjects(environment)) {
      const found = property(node, "environment");
      if (found === undefined || child(node, "script_name") !== undefined) continue;
      const message = t(
        "`environment` of a binding asks for a `script_name`, so every wrangler command stops here; remove it, as service environments are gone.",
      );
      const changes = [{ kind: "remove", path: found.value.path } as const];
      yield {
        at: found.keySpan,
        message,
        tag: "deprecated",
        fixes: [{ title: t("Remove `environment`"), isSafe: true, changes: [{ kind: "config", changes }] }],
      };
    }
  },
};
