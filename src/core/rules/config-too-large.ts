import { t } from "@vscode/l10n";
import type { Rule } from "./rule.ts";

export const configTooLarge: Rule = {
  id: "config-too-large",
  severity: "warning",
  stage: "own",
  summary: "A configuration that is too large to be checked",
  fix: "none",
  isAlone: (worker) => worker.isTooLarge,
  *check({ isTooLarge }) {
    if (!isTooLarge) return;
    const message = t(
      "This configuration is larger than 1 MB, so it is not checked; move generated content out of it.",
    );
    yield { at: { start: 0, end: 0 }, message };
  },
};
