import { t } from "@vscode/l10n";
import { parameterCount } from "../sql/tokens.ts";
import { insertAt } from "../text/edits.ts";
import { placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";
import { isArrayBinding } from "./shared/sqlBindings.ts";
import { sqlUses } from "./shared/sqlUses.ts";

export const sqlBindArray: Rule = {
  id: "sql-bind-array",
  severity: "error",
  stage: "run",
  summary: "An array handed to `sql.exec` instead of its items",
  fix: "edit",
  onCalls: ["exec"],
  *check(worker) {
    for (const { call, isConstant, module, statements } of sqlUses(worker)) {
      const last = statements.at(-1);
      const [array] = call.bindings;
      if (!isConstant || last === undefined || array === undefined) continue;
      if (!isArrayBinding(call, parameterCount(last.tokens))) continue;
      const message = t(
        "`exec` takes each value as an argument of its own, so an array for {0} placeholders fails when it runs; spread it.",
        parameterCount(last.tokens),
      );
      const edits = [insertAt(array.getStart(module.ast), "...")];
      const fixes = [{ title: t("Spread the array"), changes: [{ kind: "text" as const, path: module.path, edits }] }];
      yield { at: placeOf(module, array), message, fixes };
    }
  },
};
