import { t } from "@vscode/l10n";
import ts from "typescript";
import { enclosingFunction } from "../source/enclosing.ts";
import type { SourceModule } from "../source/model.ts";
import { accessedName, isNamedAccess } from "../source/moduleIndex.ts";
import { storageCalls } from "../source/storageCalls.ts";
import { insertAt, type TextEdit } from "../text/edits.ts";
import { modulesOf, placeOf } from "./shared/code.ts";
import type { Fix, Rule } from "./rule.ts";

const reads: ReadonlySet<string> = new Set(["get", "list", "getAlarm", "deleteAll", "transaction"]);
const promiseMembers: ReadonlySet<string> = new Set(["then", "catch", "finally"]);

export const storageReadUnawaited: Rule = {
  id: "storage-read-unawaited",
  severity: "error",
  stage: "run",
  summary: "The promise of a read from storage used as if it were the value",
  fix: "edit",
  onCalls: ["get", "list", "getAlarm", "deleteAll", "transaction"],
  *check(worker) {
    for (const module of modulesOf(worker)) {
      for (const { method, node, of } of storageCalls(module)) {
        if (!reads.has(method) || of === "kv" || !isUsedAsValue(node)) continue;
        const message = t(
          "`{0}` answers with a promise, which is used here as if it were the value itself; put `await` before it.",
          method,
        );
        yield { at: placeOf(module, node), message, fixes: fixes(module, node) };
      }
    }
  },
};

/** Whether something is asked of the promise that only its value can answer. */
function isUsedAsValue(node: ts.CallExpression): boolean {
  let outer: ts.Expression = node;
  while (ts.isParenthesizedExpression(outer.parent) || ts.isNonNullExpression(outer.parent)) outer = outer.parent;
  const { parent } = outer;
  if (isNamedAccess(parent)) return parent.expression === outer && !promiseMembers.has(accessedName(parent));
  if (ts.isElementAccessExpression(parent)) return parent.expression === outer;
  if (ts.isPrefixUnaryExpression(parent)) return true;
  if (ts.isIfStatement(parent)) return parent.expression === outer;
  if (ts.isConditionalExpression(parent)) return parent.condition === outer;
  if (ts.isForOfStatement(parent)) return parent.expression === outer && parent.awaitModifier === undefined;
  if (ts.isSpreadElement(parent) || ts.isTemplateSpan(parent)) return true;
  return ts.isBinaryExpression(parent) && isValueOperator(parent, outer);
}

/** Of `??`, `||` and `&&` only the left side is asked. */
function isValueOperator({ operatorToken: { kind }, left }: ts.BinaryExpression, node: ts.Expression): boolean {
  const isShort =
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken;
  if (isShort) return left === node;
  const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  return kind !== ts.SyntaxKind.CommaToken && !isAssignment;
}

function fixes(module: SourceModule, node: ts.CallExpression): readonly Fix[] {
  const isAsync = enclosingFunction(node)?.modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) === true;
  if (!isAsync) return [];
  const start = node.getStart(module.ast);
  const isOwner = isNamedAccess(node.parent) || ts.isElementAccessExpression(node.parent);
  const edits: readonly TextEdit[] = isOwner
    ? [insertAt(start, "(await "), insertAt(node.end, ")")]
    : [insertAt(start, "await ")];
  return [{ title: t("Wait for the value"), changes: [{ kind: "text", path: module.path, edits }] }];
}
