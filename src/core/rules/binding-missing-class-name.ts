import { t } from "@vscode/l10n";
import { child, childString } from "../config/tree.ts";
import { bindingObjects } from "./bindingItems.ts";
import { durableObjectExports } from "./exported.ts";
import type { Fix, Rule } from "./rule.ts";

export const bindingMissingClassName: Rule = {
  id: "binding-missing-class-name",
  severity: "error",
  stage: "cfg",
  summary: "A Durable Object binding without a class",
  fix: "choice",
  *check(worker) {
    for (const node of bindingObjects(worker.environment)) {
      if (childString(node, "class_name") !== undefined) continue;
      const message = t(
        "This binding has no string `class_name`, so every wrangler command stops; name the Durable Object class it leads to.",
      );
      const path = [...node.path, "class_name"];
      const fixes = durableObjectExports(worker).map((name): Fix => {
        const title = t("Bind the class {0}", name);
        return { title, changes: [{ kind: "config", changes: [{ kind: "set", path, value: name }] }] };
      });
      yield { at: (child(node, "class_name") ?? node).span, message, fixes };
    }
  },
};
