import { t } from "@vscode/l10n";
import type { Rule } from "./rule.ts";

export const configSyntax: Rule = {
  id: "config-syntax",
  severity: "error",
  stage: "cfg",
  summary: "A configuration that wrangler cannot parse",
  fix: "none",
  *check({ config, environment }) {
    if (environment.name !== null) return;
    const [first] = config.document.syntaxErrors;
    if (first === undefined) return;
    const what = first.message.replace(/\.$/, "");
    yield { at: first.span, message: t("{0}; every wrangler command stops here until this is mended.", what) };
  },
};
