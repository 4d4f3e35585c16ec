import { t } from "@vscode/l10n";
import { switchToSqlite } from "../lifecycle/declare.ts";
import type { Worker } from "../worker.ts";
import { mistakenClasses } from "./shared/keyValueUse.ts";
import type { Fix, Rule } from "./rule.ts";

export const sqlOnKvClass: Rule = {
  id: "sql-on-kv-class",
  severity: "error",
  stage: "run",
  summary: "SQL or synchronous key-value storage in a class whose storage is key-value",
  fix: "choice",
  *check(worker) {
    for (const { found, use } of mistakenClasses(worker)) {
      const { name, lifecycle } = found;
      const made = lifecycle?.events.at(-1);
      const related =
        made === undefined
          ? []
          : [
              {
                place: { path: worker.config.path, span: made.span },
                message: t("Declared with key-value storage here"),
              },
            ];
      const message = t(
        "The class {0} has key-value storage, so `storage.{1}` fails when it runs, and its storage can never change; use `storage.get` and `storage.put`, or a new class with SQLite storage.",
        name,
        use.api,
      );
      const severity = use.isCaught ? ({ severity: "hint" } as const) : {};
      yield { at: use.place, message, ...severity, related, fixes: sqliteFix(worker, name) };
    }
  },
};

/** Declares the class with SQLite storage instead, which only helps a class that was never deployed: the title says so. */
function sqliteFix(worker: Worker, className: string): readonly Fix[] {
  const changes = switchToSqlite(worker.environment, className);
  if (changes.length === 0) return [];
  return [
    {
      title: t("Declare {0} with SQLite storage (only if it was never deployed)", className),
      changes: [{ kind: "config", changes }],
    },
  ];
}
