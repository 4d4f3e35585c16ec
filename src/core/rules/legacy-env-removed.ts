import { t } from "@vscode/l10n";
import { property } from "../config/tree.ts";
import { isAtLeast } from "../wranglerInUse.ts";
import type { Rule } from "./rule.ts";

export const legacyEnvRemoved: Rule = {
  id: "legacy-env-removed",
  severity: "error",
  stage: "cfg",
  summary: "The key `legacy_env`, which is gone",
  fix: "edit",
  *check({ config, environment, wrangler }) {
    const found = property(config.document.root, "legacy_env");
    if (environment.name !== null || found === undefined || !isAtLeast(wrangler, "4.125.0")) return;
    const changes = [{ kind: "remove", path: found.value.path } as const];
    yield {
      at: found.keySpan,
      message: t(
        "`legacy_env` is gone, as every environment is a Worker of its own now, so every wrangler command stops here; remove it.",
      ),
      tag: "deprecated",
      fixes: [{ title: t("Remove `legacy_env`"), isSafe: true, changes: [{ kind: "config", changes }] }],
    };
  },
};
