import { t } from "@vscode/l10n";
import type { Migration } from "../config/model.ts";
import { child } from "../config/tree.ts";
import { nextTag } from "../lifecycle/tags.ts";
import { configFix } from "./shared/configFix.ts";
import type { Finding, Rule } from "./rule.ts";

export const migrationTagRequired: Rule = {
  id: "migration-tag-required",
  severity: "error",
  stage: "cfg",
  summary: "A migration without a tag",
  fix: "edit",
  *check({ environment }) {
    const migrations = environment.migrations.value;
    for (const [index, each] of migrations.entries())
      if (each.tag === undefined) yield finding(migrations, index, each);
  },
};

function finding(migrations: readonly Migration[], index: number, { node }: Migration): Finding {
  const written = child(node, "tag");
  const message =
    written === undefined
      ? t("This migration has no `tag`, so every wrangler command stops; give it one that no other migration has.")
      : t("The `tag` of a migration has to be a string, so every wrangler command stops; write it in quotes.");
  const number = written?.kind === "number" ? String(written.value) : undefined;
  const isFree = number !== undefined && migrations.every((each) => each.tag?.value !== number);
  const tag = isFree ? number : nextTag(migrations, index);
  const fix = configFix(t("Tag it “{0}”", tag), { kind: "set", path: [...node.path, "tag"], value: tag });
  return { at: (written ?? node).span, message, fixes: [fix] };
}
