import { t } from "@vscode/l10n";
import { basename, dirname, relative } from "../text/path.ts";
import type { Rule } from "./rule.ts";

export const configShadowed: Rule = {
  id: "config-shadowed",
  severity: "hint",
  stage: "own",
  summary: "A configuration that wrangler passes over for another one",
  fix: "none",
  isAlone: (worker) => worker.shadowedBy !== undefined,
  *check({ config, shadowedBy }) {
    if (shadowedBy === undefined) return;
    const message = t(
      "wrangler reads {0} in place of {1}, unless it is started with `--config {1}`; delete the one that is not used.",
      relative(dirname(config.path), shadowedBy),
      basename(config.path),
    );
    yield { at: firstLine(config.document.text), message, tag: "unnecessary" };
  },
};

function firstLine(text: string): { readonly start: number; readonly end: number } {
  const end = text.search(/\r?\n/);
  return { start: 0, end: end === -1 ? text.length : end };
}
