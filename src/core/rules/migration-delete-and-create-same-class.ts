import { t } from "@vscode/l10n";
import type { Migration } from "../config/model.ts";
import type { ConfigChange } from "../config/syntax.ts";
import type { StringNode } from "../config/tree.ts";
import { pendingMigrations } from "../lifecycle/pending.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import type { Finding, Rule } from "./rule.ts";

export const migrationDeleteAndCreateSameClass: Rule = {
  id: "migration-delete-and-create-same-class",
  severity: "error",
  stage: "api",
  summary: "A class that is deleted and created again in one deploy",
  fix: "choice",
  *check(worker) {
    if (worker.lifecycle.dialect !== "migrations") return;
    for (const each of recreated(worker)) yield finding(worker, each);
  },
};

interface Recreated {
  readonly deleted: StringNode;
  readonly created: StringNode;
}

/** What one migration, or several that are sent together, delete and then create; a fault of the replay is another rule's. */
function recreated(worker: Worker): readonly Recreated[] {
  const { migrations } = worker.environment;
  const isAnyDeleted = migrations.value.some((each) => each.deletedClasses.length > 0);
  const together = isAnyDeleted ? pendingMigrations(worker) : [];
  const faulty = new Set(worker.lifecycle.faults.map((each) => each.className));
  return migrations.value.flatMap((step) => {
    const earlier = together.includes(step) ? together.slice(0, together.indexOf(step)) : [];
    const deleted = [...earlier, step].flatMap((each) => each.deletedClasses).filter((each) => !faulty.has(each));
    return createdIn(step).flatMap((created) => {
      const same = deleted.findLast((each) => each.value === created.value);
      return same === undefined || faulty.has(created) ? [] : [{ deleted: same, created }];
    });
  });
}

function createdIn({ newClasses, newSqliteClasses }: Migration): readonly StringNode[] {
  return [...newClasses, ...newSqliteClasses];
}

function finding({ config }: Worker, { deleted, created }: Recreated): Finding {
  const name = created.value;
  const message = t(
    "The class {0} is deleted and created again by one deploy, which fails with code 10074; give the new class another name, or deploy the deletion first.",
    name,
  );
  return {
    at: created.span,
    message,
    fixes: [
      configFix(t("Only delete {0} for now", name), drop(created)),
      configFix(t("Keep {0} and its objects", name), drop(deleted), drop(created)),
    ],
    related: [{ place: { path: config.path, span: deleted.span }, message: t("It is deleted here.") }],
  };
}

function drop({ path }: StringNode): ConfigChange {
  return { kind: "remove", path, prune: true };
}
