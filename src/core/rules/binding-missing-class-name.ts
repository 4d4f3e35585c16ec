import { t } from "@vscode/l10n";
import { child, childString, type Property } from "../config/tree.ts";
import { bindingObjects, classNameKey } from "./shared/bindingItems.ts";
import { configFix } from "./shared/configFix.ts";
import { durableObjectExports } from "./shared/exported.ts";
import type { Finding, Rule } from "./rule.ts";

export const bindingMissingClassName: Rule = {
  id: "binding-missing-class-name",
  severity: "error",
  stage: "cfg",
  summary: "A Durable Object binding without a class",
  fix: "choice",
  *check(worker) {
    for (const node of bindingObjects(worker.environment)) {
      if (childString(node, "class_name") !== undefined) continue;
      const misspelt = classNameKey(node);
      if (misspelt !== undefined) {
        yield misspeltKey(misspelt);
        continue;
      }
      const message = t(
        "This binding has no string `class_name`, so every wrangler command stops; name the Durable Object class it leads to.",
      );
      const path = [...node.path, "class_name"];
      const fixes = durableObjectExports(worker).map((value) =>
        configFix(t("Bind the class {0}", value), { kind: "set", path, value }),
      );
      yield { at: (child(node, "class_name") ?? node).span, message, fixes };
    }
  },
};

function misspeltKey({ key, keySpan, value }: Property): Finding {
  const message = t(
    "A Durable Object binding has its class under `class_name`, not `{0}`, so every wrangler command stops; rename the key.",
    key,
  );
  const rename = { kind: "rename", path: value.path, key: "class_name" } as const;
  return { at: keySpan, message, fixes: [configFix(t("Rename `{0}` to `{1}`", key, "class_name"), rename)] };
}
