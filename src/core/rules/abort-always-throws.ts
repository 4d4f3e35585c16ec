import { t } from "@vscode/l10n";
import ts from "typescript";
import { indexOf, isNamedAccess } from "../source/moduleIndex.ts";
import { isState } from "../source/storageCalls.ts";
import { modulesOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const abortAlwaysThrows: Rule = {
  id: "abort-always-throws",
  severity: "hint",
  stage: "run",
  summary: "Code behind `ctx.abort()`, which never runs",
  fix: "none",
  onCalls: ["abort"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const node of indexOf(module).calls.get("abort") ?? []) {
        const dead = isNamedAccess(node.expression) && isState(node.expression.expression) ? behind(node) : [];
        const [first] = dead;
        const last = dead.at(-1);
        if (first === undefined || last === undefined) continue;
        const span = { start: first.getStart(module.ast), end: last.end };
        const message = t("`abort` always throws and ends the object, so this never runs.");
        yield { at: { path: module.path, span }, message, tag: "unnecessary" };
      }
    }
  },
};

/** The statements of the block behind the call; a `return` or `throw` is there to please the type checker. */
function behind(node: ts.CallExpression): readonly ts.Statement[] {
  const statement = node.parent;
  if (!ts.isExpressionStatement(statement) || !ts.isBlock(statement.parent)) return [];
  const { statements } = statement.parent;
  const rest = statements.slice(statements.indexOf(statement) + 1);
  const isLeaving = (each: ts.Statement | undefined) =>
    each !== undefined && (ts.isReturnStatement(each) || ts.isThrowStatement(each) || ts.isFunctionDeclaration(each));
  return isLeaving(rest[0]) ? [] : rest;
}
