import { t } from "@vscode/l10n";
import { bindingItems } from "./shared/bindingItems.ts";
import type { Rule } from "./rule.ts";

export const bindingNotObject: Rule = {
  id: "binding-not-object",
  severity: "error",
  stage: "cfg",
  summary: "An item of `durable_objects.bindings` that is no object",
  fix: "none",
  *check({ environment }) {
    for (const item of bindingItems(environment)) {
      if (item.kind === "object") continue;
      const message = t(
        "A binding has to be an object with `name` and `class_name`, so every wrangler command stops here; write it as one.",
      );
      yield { at: item.span, message };
    }
  },
};
