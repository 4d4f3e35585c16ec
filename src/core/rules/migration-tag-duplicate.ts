import { t } from "@vscode/l10n";
import type { Migration } from "../config/model.ts";
import type { StringNode } from "../config/tree.ts";
import { nextTag } from "../lifecycle/tags.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const migrationTagDuplicate: Rule = {
  id: "migration-tag-duplicate",
  severity: "error",
  stage: "own",
  summary: "A migration tag that is empty or used before",
  fix: "edit",
  *check(worker) {
    const migrations = worker.environment.migrations.value;
    const first = new Map<string, StringNode>();
    for (const [index, { tag }] of migrations.entries()) {
      if (tag === undefined) continue;
      const before = first.get(tag.value);
      if (tag.value === "") yield { at: tag.span, message: emptyTag(), fixes: [renumber(migrations, index, tag)] };
      else if (before === undefined) first.set(tag.value, tag);
      else yield { ...duplicate(worker, tag, before), fixes: [renumber(migrations, index, tag)] };
    }
  },
};

function emptyTag(): string {
  return t(
    "The tag of this migration is empty, so wrangler takes the Worker for one without migrations and sends all of them again at the next deploy, which fails with code 10074; give it a tag.",
  );
}

function duplicate({ config }: Worker, tag: StringNode, before: StringNode): Finding {
  const message = t(
    "The tag “{0}” is used by an earlier migration, which wrangler takes for the applied one, so it sends this and later ones again at each deploy, which fails with code 10074; give it a tag of its own.",
    tag.value,
  );
  const related = [{ place: { path: config.path, span: before.span }, message: t("The earlier migration is here.") }];
  return { at: tag.span, message, related };
}

function renumber(migrations: readonly Migration[], index: number, { path }: StringNode): Fix {
  const value = nextTag(migrations, index);
  return configFix(t("Tag it “{0}”", value), { kind: "set", path, value });
}
