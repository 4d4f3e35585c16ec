import { t } from "@vscode/l10n";
import { isAboutDurableObjects } from "./shared/about.ts";
import type { Rule } from "./rule.ts";

export const compatDateInvalid: Rule = {
  id: "compat-date-invalid",
  severity: "error",
  stage: "cfg",
  summary: "A `compatibility_date` that is no date",
  fix: "edit",
  *check(worker) {
    const { environment } = worker;
    const node = environment.compatibilityDate;
    if (!isAboutDurableObjects(worker) || node === undefined) return;
    const plain = node.value.replaceAll(/[\u2013\u2014]/g, "-");
    // wrangler asks the same question: what `new Date` reads is a date for it.
    const isDate = !Number.isNaN(new Date(plain).getTime());
    if (isDate && plain === node.value) return;
    const changes = [{ kind: "set", path: node.path, value: plain } as const];
    yield {
      at: node.span,
      message: isDate
        ? t("This date has dashes that are no hyphens, so every wrangler command stops here; write it with hyphens.")
        : t("“{0}” is no date, so every wrangler command stops here; write it as YYYY-MM-DD.", node.value),
      fixes: isDate ? [{ title: t("Write {0}", plain), changes: [{ kind: "config", changes }] }] : [],
    };
  },
};
