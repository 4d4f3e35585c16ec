import { t } from "@vscode/l10n";
import { isAboutDurableObjects } from "./shared/about.ts";
import type { Rule } from "./rule.ts";

export const compatDateFuture: Rule = {
  id: "compat-date-future",
  severity: "error",
  stage: "dev",
  summary: "A `compatibility_date` in the future",
  fix: "edit",
  *check(worker) {
    const { environment, today } = worker;
    const node = environment.compatibilityDate;
    if (
      !isAboutDurableObjects(worker) ||
      node === undefined ||
      !/^\d{4}-\d{2}-\d{2}$/.test(node.value) ||
      node.value <= today
    )
      return;
    if (Number.isNaN(new Date(node.value).getTime())) return;
    const changes = [{ kind: "set", path: node.path, value: today } as const];
    yield {
      at: node.span,
      message: t(
        "{0} is in the future, so `wrangler dev` does not start and the deploy fails with code 10021; use a date up to today.",
        node.value,
      ),
      fixes: [{ title: t("Use today, {0}", today), changes: [{ kind: "config", changes }] }],
    };
  },
};
