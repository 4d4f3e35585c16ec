import { t } from "@vscode/l10n";
import { child, property } from "../config/tree.ts";
import { hasViteBeside, hasVitestBeside, isAboutDurableObjects } from "./shared/about.ts";
import type { Rule } from "./rule.ts";

export const compatDateMissing: Rule = {
  id: "compat-date-missing",
  severity: "error",
  stage: "dry",
  summary: "A Worker without a `compatibility_date`",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    const { config, environment, today, wrangler } = worker;
    const { root } = config.document;
    const own = child(environment.node, "compatibility_date") ?? child(root, "compatibility_date");
    if (own !== undefined || environment.main === undefined || config.isPages) return;
    // Nothing is known of what wrangler asks of `cloudflare.config.ts`.
    if (config.document.format === "typescript") return;
    if (!isAboutDurableObjects(worker) || hasViteBeside(worker)) return;
    const date = wrangler.runtimeDate ?? today;
    const at = property(root, "name")?.keySpan ?? property(root, "main")?.keySpan ?? environment.main.span;
    const changes = [{ kind: "set", path: ["compatibility_date"], value: date } as const];
    yield {
      at,
      ...(hasVitestBeside(worker) && { severity: "hint" }),
      message: t(
        "There is no `compatibility_date`, so `wrangler deploy` stops and `wrangler dev` takes the newest; add one.",
      ),
      fixes: [{ title: t("Add `compatibility_date` {0}", date), changes: [{ kind: "config", changes }] }],
    };
  },
};
