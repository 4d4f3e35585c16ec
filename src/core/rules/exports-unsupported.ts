import { t } from "@vscode/l10n";
import { property } from "../config/tree.ts";
import { exportsSince } from "../lifecycle/declare.ts";
import { isAtLeast } from "../wranglerInUse.ts";
import type { Rule } from "./rule.ts";

export const exportsUnsupported: Rule = {
  id: "exports-unsupported",
  severity: "warning",
  stage: "cfg",
  summary: "`exports` in a project whose wrangler does not know them",
  fix: "none",
  *check({ environment, wrangler }) {
    const found = property(environment.node, "exports");
    if (found === undefined || environment.exports.value.length === 0 || isAtLeast(wrangler, exportsSince)) return;
    const message = t(
      "wrangler {0} does not know `exports` and ignores them, so no class is declared; update wrangler to {1} or later, or use `migrations`.",
      wrangler.version,
      exportsSince,
    );
    yield { at: found.keySpan, message };
  },
};
