import { t } from "@vscode/l10n";
import type { Migration } from "../config/model.ts";
import type { ConfigChange } from "../config/syntax.ts";
import type { StringNode } from "../config/tree.ts";
import { pendingMigrations } from "../lifecycle/pending.ts";
import { configFix } from "./shared/configFix.ts";
import { isMistakenlyKeyValue } from "./shared/keyValueUse.ts";
import type { Finding, Fix, Rule } from "./rule.ts";

export const migrationNewClassesKv: Rule = {
  id: "migration-new-classes-kv",
  severity: "warning",
  stage: "api",
  summary: "A new class with key-value storage, which new namespaces cannot have",
  fix: "edit",
  *check(worker) {
    const { lifecycle, environment } = worker;
    const hasAny = environment.migrations.value.some((each) => each.newClasses.length > 0);
    if (lifecycle.dialect !== "migrations" || !hasAny) return;
    const isKnown = worker.committed !== undefined;
    const faulty = new Set(lifecycle.faults.map((each) => each.className));
    // Without the committed version only the last migration may be new, and that is less than certain.
    for (const step of isKnown ? pendingMigrations(worker) : environment.migrations.value.slice(-1)) {
      for (const each of step.newClasses) {
        const isOthers = faulty.has(each) || isAlsoSqlite(step, each) || isMistakenlyKeyValue(worker, each.value);
        if (!isOthers) yield finding(each, step, isKnown);
      }
    }
  },
};

function isAlsoSqlite({ newSqliteClasses }: Migration, { value }: StringNode): boolean {
  return newSqliteClasses.some((each) => each.value === value);
}

function finding(name: StringNode, step: Migration, isKnown: boolean): Finding {
  const message = t(
    "A new class cannot have key-value storage any more on a free plan or an account without such classes, where the deploy fails with code 10097 or 10099; create {0} with `new_sqlite_classes`, unless this migration is applied.",
    name.value,
  );
  return { at: name.span, message, fixes: [fix(name, step, isKnown)], ...(!isKnown && { severity: "info" }) };
}

function fix({ path, value }: StringNode, { node, tag }: Migration, isKnown: boolean): Fix {
  const remove: ConfigChange = { kind: "remove", path, prune: true };
  const append: ConfigChange = { kind: "append", path: [...node.path, "new_sqlite_classes"], value };
  const title = isKnown
    ? t("Create {0} with SQLite storage", value)
    : t("Create {0} with SQLite storage, if “{1}” is not applied", value, tag?.value ?? "");
  return configFix(title, remove, append);
}
