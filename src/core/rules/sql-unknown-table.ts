import { t } from "@vscode/l10n";
import { closest } from "../text/closest.ts";
import type { Rule } from "./rule.ts";
import { nameFix } from "./shared/sqlNameFix.ts";
import { refusedStatements } from "./shared/sqlSchema.ts";
import { sqlPlace } from "./shared/sqlUses.ts";

export const sqlUnknownTable: Rule = {
  id: "sql-unknown-table",
  severity: "error",
  stage: "run",
  summary: "A table that the class does not create",
  fix: "choice",
  onCalls: ["exec"],
  *check(worker) {
    for (const { use, statement, refusal, names } of refusedStatements(worker)) {
      if (refusal.kind !== "unknownTable" || /^(sqlite|pragma|json|jsonb|__?cf|dbstat)/i.test(refusal.name)) continue;
      const span = { start: statement.start + refusal.span.start, end: statement.start + refusal.span.end };
      const message = t(
        "The class creates no table {0}, so this fails when it runs; create it, or correct the name.",
        refusal.name,
      );
      yield { at: sqlPlace(use, span), message, fixes: nameFix(use, span, closest(refusal.name, names)) };
    }
  },
};
