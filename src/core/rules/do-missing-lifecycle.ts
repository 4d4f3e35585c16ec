import { t } from "@vscode/l10n";
import { declareClasses, dialectToUse } from "../lifecycle/declare.ts";
import { knownStorage } from "../lifecycle/known.ts";
import type { Storage } from "../lifecycle/model.ts";
import type { Worker } from "../worker.ts";
import { configFix } from "./shared/configFix.ts";
import type { Finding, Fix, Rule } from "./rule.ts";
import { bindingsRelated, uncoveredClasses, type UncoveredClass } from "./shared/uncovered.ts";

export const doMissingLifecycle: Rule = {
  id: "do-missing-lifecycle",
  severity: "warning",
  stage: "cfg",
  summary: "A bound class that the lifecycle does not declare",
  fix: "edit",
  needsWhole: true,
  *check(worker) {
    const { dialect } = worker.lifecycle;
    if (dialect !== "none" && dialect !== "exports") return;
    const uncovered = uncoveredClasses(worker);
    for (const each of uncovered) yield finding(worker, each, uncovered);
  },
};

function finding(worker: Worker, uncovered: UncoveredClass, all: readonly UncoveredClass[]): Finding {
  const { name, at } = uncovered;
  const message =
    dialectToUse(worker) === "exports"
      ? t(
          "The class {0} is bound but has no live entry in `exports`: wrangler warns, `wrangler dev` runs it without SQL, and the deploy fails with code 10061; add an entry for it.",
          name,
        )
      : t(
          "The class {0} is bound but no migration creates it: wrangler warns, `wrangler dev` runs it without SQL, and the deploy fails with code 10061; add a migration for it.",
          name,
        );
  const others = all.filter((each) => storageOf(worker, each.name) === "sqlite").map((each) => each.name);
  const sets = others.length > 1 ? [[name], others] : [[name]];
  return {
    at: at.span,
    message,
    fixes: sets.map((names) => declare(worker, names)),
    related: bindingsRelated(worker, uncovered),
  };
}

/** Declares classes of one storage: that of the first, or SQLite. */
function declare(worker: Worker, names: readonly string[]): Fix {
  const storage = storageOf(worker, names[0] ?? "");
  const list = names.join(", ");
  const title =
    storage === "kv"
      ? t("Declare {0} with its key-value storage", list)
      : dialectToUse(worker) === "exports"
        ? t("Declare {0} in `exports` with SQLite storage", list)
        : t("Add {0} to a new migration with SQLite storage", list);
  return configFix(title, ...declareClasses(worker, names, storage));
}

function storageOf(worker: Worker, name: string): Storage {
  return knownStorage(worker, name) ?? "sqlite";
}
