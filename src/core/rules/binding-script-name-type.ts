import { t } from "@vscode/l10n";
import { child } from "../config/tree.ts";
import { bindingObjects } from "./shared/bindingItems.ts";
import type { Rule } from "./rule.ts";

export const bindingScriptNameType: Rule = {
  id: "binding-script-name-type",
  severity: "error",
  stage: "cfg",
  summary: "A `script_name` or `environment` of a binding that is no string",
  fix: "none",
  *check({ environment }) {
    for (const node of bindingObjects(environment)) {
      for (const key of ["script_name", "environment"]) {
        const value = child(node, key);
        if (value === undefined || value.kind === "string") continue;
        const message = t(
          "`{0}` of a binding has to be a string, so every wrangler command stops here; write the name of the Worker, or leave the key out.",
          key,
        );
        yield { at: value.span, message };
      }
    }
  },
};
