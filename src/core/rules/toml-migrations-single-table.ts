import { t } from "@vscode/l10n";
import type { Rule } from "./rule.ts";
import { wrapInBrackets } from "./shared/wrap.ts";

export const tomlMigrationsSingleTable: Rule = {
  id: "toml-migrations-single-table",
  severity: "error",
  stage: "cfg",
  summary: "A `[migrations]` table where `[[migrations]]` is meant",
  fix: "edit",
  *check({ config, environment }) {
    const { node, isInherited } = environment.migrations;
    if (isInherited || node?.kind !== "object" || config.document.format !== "toml") return;
    const message = t(
      "`migrations` is an array of steps, so every wrangler command stops here; write `[[migrations]]` with two brackets.",
    );
    const edits = wrapInBrackets(node);
    const changes = edits && [{ kind: "text", path: config.path, edits } as const];
    yield {
      at: node.span,
      message,
      fixes: changes === undefined ? [] : [{ title: t("Write `[[migrations]]`"), isSafe: true, changes }],
    };
  },
};
