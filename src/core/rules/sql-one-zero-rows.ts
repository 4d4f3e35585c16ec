import { t } from "@vscode/l10n";
import ts from "typescript";
import { accessedName, isNamedAccess } from "../source/moduleIndex.ts";
import { sqlCalls } from "../source/sqlCalls.ts";
import { modulesOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const sqlOneZeroRows: Rule = {
  id: "sql-one-zero-rows",
  severity: "hint",
  stage: "run",
  summary: "`one()` asked for a row that may not be there",
  fix: "edit",
  onCalls: ["exec"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { node } of sqlCalls(module)) {
        const one = oneOf(node);
        if (one === undefined || !expectsNothing(one)) continue;
        const message = t(
          "`one()` throws where there is no row, or more than one, so it is never undefined; use `toArray()[0]` for a row that may be missing.",
        );
        const span = { start: node.end, end: one.end };
        const edits = [{ span, newText: ".toArray()[0]" }];
        const title = t("Take the first row, if there is one");
        yield {
          at: { path: module.path, span: { start: node.end + 1, end: one.end } },
          message,
          fixes: [{ title, changes: [{ kind: "text", path: module.path, edits }] }],
        };
      }
    }
  },
};

/** The call of `one` directly on the result. */
function oneOf(node: ts.CallExpression): ts.CallExpression | undefined {
  const access = node.parent;
  const isOne = isNamedAccess(access) && access.expression === node && accessedName(access) === "one";
  return isOne && ts.isCallExpression(access.parent) && access.parent.expression === access ? access.parent : undefined;
}

/** `one()?.name`, `one()?.["name"]`, `one() ?? …`, `one() || …`: the row itself is always an object. */
function expectsNothing(one: ts.CallExpression): boolean {
  let outer: ts.Expression = one;
  while (ts.isParenthesizedExpression(outer.parent) || ts.isAsExpression(outer.parent)) outer = outer.parent;
  const { parent } = outer;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    return parent.expression === outer && parent.questionDotToken !== undefined;
  }
  if (!ts.isBinaryExpression(parent) || parent.left !== outer) return false;
  const { kind } = parent.operatorToken;
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}
