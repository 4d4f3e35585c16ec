import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction } from "../source/enclosing.ts";
import type { SourceModule } from "../source/model.ts";
import { nameNode } from "../source/moduleIndex.ts";
import { storageCalls, type StorageCall } from "../source/storageCalls.ts";
import { insertAt } from "../text/edits.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

export const transactionSyncAsync: Rule = {
  id: "transaction-sync-async",
  severity: "error",
  stage: "run",
  summary: "An asynchronous function handed to `transactionSync`",
  fix: "edit",
  onCalls: ["transactionSync"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const call of storageCalls(module)) {
        const keyword = call.method === "transactionSync" ? asyncKeyword(call.node) : undefined;
        if (keyword === undefined) continue;
        const message = t(
          "`transactionSync` does not wait for an asynchronous function: what runs behind an `await` is outside the transaction, and nothing is rolled back when it throws; use `await storage.transaction(…)`.",
        );
        yield { at: placeOf(module, keyword), message, fixes: fix(module, call) };
      }
    }
  },
};

function asyncKeyword({ arguments: [callback] }: ts.CallExpression): ts.Node | undefined {
  if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return undefined;
  return callback.modifiers?.find((each) => each.kind === ts.SyntaxKind.AsyncKeyword);
}

/** The name changes, and an `await` goes before it where there is none and one may stand. */
function fix(module: SourceModule, { access, node }: StorageCall): readonly Fix[] {
  const isAwaited = ts.isAwaitExpression(node.parent);
  const isAsync = enclosingFunction(node)?.modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) === true;
  const isReturned = ts.isReturnStatement(node.parent) || ts.isArrowFunction(node.parent);
  if (!isAwaited && !isAsync && !isReturned) return [];
  const awaiting = isAwaited || isReturned ? [] : [insertAt(node.getStart(module.ast), "await ")];
  const edits = [...awaiting, { span: placeOf(module, nameNode(access)).span, newText: "transaction" }];
  const title = t("Change to `await storage.transaction(…)`");
  return [{ title, changes: [{ kind: "text", path: module.path, edits }] }];
}
