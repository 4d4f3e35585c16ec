import { t } from "@vscode/l10n";
import { isMisplaced } from "./shared/misplaced.ts";
import type { Rule } from "./rule.ts";

const knownFields = ["bindings", "code_update_strategy"];

export const durableObjectsUnknownField: Rule = {
  id: "durable-objects-unknown-field",
  severity: "warning",
  stage: "cfg",
  summary: "A key that `durable_objects` does not have",
  fix: "edit",
  *check(worker) {
    const node = worker.environment.durableObjects;
    if (node?.kind !== "object") return;
    for (const each of node.properties) {
      const { key, keySpan, value } = each;
      if (knownFields.includes(key) || isMisplaced(worker, node, each)) continue;
      const message = t("`durable_objects` has no key `{0}`, so wrangler warns and ignores it; remove it.", key);
      const changes = [{ kind: "remove", path: value.path } as const];
      yield {
        at: keySpan,
        message,
        fixes: [{ title: t("Remove `{0}`", key), isSafe: true, changes: [{ kind: "config", changes }] }],
      };
    }
  },
};
