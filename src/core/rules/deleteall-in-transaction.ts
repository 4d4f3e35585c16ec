import { t } from "@vscode/l10n";
import ts from "typescript";
import { accessedName, isNamedAccess, nameNode } from "../source/moduleIndex.ts";
import { isStorage, storageCalls } from "../source/storageCalls.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Rule } from "./rule.ts";

export const deleteallInTransaction: Rule = {
  id: "deleteall-in-transaction",
  severity: "error",
  stage: "run",
  summary: "`deleteAll` inside a transaction",
  fix: "none",
  onCalls: ["deleteAll"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { access, method, node } of storageCalls(module)) {
        if (method !== "deleteAll" || !isInTransaction(node)) continue;
        const message = t(
          "`deleteAll` cannot be called within a transaction, so this fails when it runs; call it behind the transaction.",
        );
        yield { at: placeOf(module, nameNode(access)), message };
      }
    }
  },
};

/** Whether a node runs while the callback of `transaction` or `transactionSync` runs, as far as the text tells. */
function isInTransaction(node: ts.Node): boolean {
  for (let each = node.parent; each !== undefined && !ts.isClassElement(each); each = each.parent) {
    if (!ts.isFunctionLike(each)) continue;
    const call = each.parent;
    if (!ts.isCallExpression(call)) return false;
    const { expression } = call;
    if (!isNamedAccess(expression)) return false;
    const isTransaction = /^transaction(Sync)?$/.test(accessedName(expression)) && isStorage(expression.expression);
    if (isTransaction) return true;
  }
  return false;
}
