import { t } from "@vscode/l10n";
import { closest } from "../text/closest.ts";
import type { Rule } from "./rule.ts";
import { nameFix } from "./shared/sqlNameFix.ts";
import { refusedStatements } from "./shared/sqlSchema.ts";
import { sqlPlace } from "./shared/sqlUses.ts";

export const sqlUnknownColumn: Rule = {
  id: "sql-unknown-column",
  severity: "error",
  stage: "run",
  summary: "A column that no table of the class has",
  fix: "choice",
  onCalls: ["exec"],
  *check(worker) {
    for (const { use, statement, refusal, names } of refusedStatements(worker)) {
      if (refusal.kind !== "unknownColumn") continue;
      const span = { start: statement.start + refusal.span.start, end: statement.start + refusal.span.end };
      const message = t(
        "The tables that this statement names have no column {0}, so it fails when it runs; correct the name, or add the column.",
        refusal.name,
      );
      yield { at: sqlPlace(use, span), message, fixes: nameFix(use, span, closest(refusal.name, names)) };
    }
  },
};
