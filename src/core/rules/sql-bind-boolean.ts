import { t } from "@vscode/l10n";
import ts from "typescript";
import type { SourceModule } from "../source/model.ts";
import { innermost } from "../source/syntax.ts";
import { placeOf, textOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";
import { oddValueOf } from "./shared/sqlBindings.ts";
import { sqlUses } from "./shared/sqlUses.ts";

export const sqlBindBoolean: Rule = {
  id: "sql-bind-boolean",
  severity: "warning",
  stage: "run",
  summary: "A boolean handed to `sql.exec`",
  fix: "edit",
  onCalls: ["exec"],
  *check(worker) {
    for (const { call, module } of sqlUses(worker)) {
      for (const binding of call.bindings) {
        if (oddValueOf(binding) !== "boolean") continue;
        const message = t(
          "SQLite has no booleans: this is bound as the text 'true' or 'false', which equals no 1 or 0 and is not false in a condition; bind 1 or 0.",
        );
        const newText = asNumber(module, binding);
        const edits = [{ span: placeOf(module, binding).span, newText }];
        const title = t("Bind `{0}`", newText);
        yield {
          at: placeOf(module, binding),
          message,
          fixes: [{ title, changes: [{ kind: "text", path: module.path, edits }] }],
        };
      }
    }
  },
};

function asNumber(module: SourceModule, binding: ts.Expression): string {
  const node = innermost(binding);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return "1";
  if (node.kind === ts.SyntaxKind.FalseKeyword) return "0";
  return `${textOf(module, binding)} ? 1 : 0`;
}
