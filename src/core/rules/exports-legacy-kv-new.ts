import { t } from "@vscode/l10n";
import { knownStorage } from "../lifecycle/known.ts";
import { configFix } from "./shared/configFix.ts";
import { isMistakenlyKeyValue } from "./shared/keyValueUse.ts";
import type { Rule } from "./rule.ts";

export const exportsLegacyKvNew: Rule = {
  id: "exports-legacy-kv-new",
  severity: "warning",
  stage: "api",
  summary: "A class that `exports` declares with key-value storage, which new namespaces cannot have",
  fix: "edit",
  *check(worker) {
    for (const { className, state, storage } of worker.environment.exports.value) {
      if (state !== "created" || storage?.value !== "legacy-kv" || knownStorage(worker, className) === "kv") continue;
      if (isMistakenlyKeyValue(worker, className)) continue;
      const message = t(
        "Only a namespace that was created with key-value storage long ago can have `legacy-kv`, a new one fails to deploy with code 100402; use `sqlite` unless {0} is such a one.",
        className,
      );
      const fix = configFix(t("Set `storage` to “{0}”", "sqlite"), {
        kind: "set",
        path: storage.path,
        value: "sqlite",
      });
      // Without the committed version there is nothing that speaks for a new class.
      const severity = worker.committed === undefined ? ({ severity: "info" } as const) : {};
      yield { at: storage.span, message, fixes: [fix], ...severity };
    }
  },
};
