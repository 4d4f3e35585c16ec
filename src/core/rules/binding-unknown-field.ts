import { t } from "@vscode/l10n";
import { child, type ObjectNode, type Property } from "../config/tree.ts";
import { closest } from "../text/closest.ts";
import { bindingFields, bindingObjects, classNameKey } from "./shared/bindingItems.ts";
import { isMisplaced } from "./shared/misplaced.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const bindingUnknownField: Rule = {
  id: "binding-unknown-field",
  severity: "warning",
  stage: "cfg",
  summary: "A key that a Durable Object binding does not have",
  fix: "choice",
  *check(worker) {
    for (const node of bindingObjects(worker.environment)) {
      // A class under a misspelt key is one mistake, and binding-missing-class-name mends it.
      const misspelt = classNameKey(node);
      for (const each of node.properties) {
        const isOther = bindingFields.includes(each.key) || each === misspelt || isMisplaced(worker, node, each);
        if (!isOther) yield finding(node, each);
      }
    }
  },
};

function finding(node: ObjectNode, { key, keySpan, value }: Property): Finding {
  const isTheName = key === "binding" && child(node, "name") === undefined && value.kind === "string";
  const remove: Fix = {
    title: t("Remove `{0}`", key),
    changes: [{ kind: "config", changes: [{ kind: "remove", path: value.path }] }],
  };
  if (isTheName) {
    const message = t(
      "A Durable Object binding has its name under `name`, not `binding`, so every wrangler command stops; rename the key.",
    );
    return { at: keySpan, message, severity: "error", fixes: [{ ...rename(value.path, key, "name"), isSafe: true }] };
  }
  const message = t("A Durable Object binding has no key `{0}`, so wrangler warns and ignores it; remove it.", key);
  const intended = closest(
    key,
    bindingFields.filter((each) => child(node, each) === undefined),
  );
  return {
    at: keySpan,
    message,
    fixes: [...(intended === undefined ? [] : [rename(value.path, key, intended)]), remove],
  };
}

function rename(path: Property["value"]["path"], from: string, to: string): Fix {
  return {
    title: t("Rename `{0}` to `{1}`", from, to),
    changes: [{ kind: "config", changes: [{ kind: "rename", path, key: to }] }],
  };
}
