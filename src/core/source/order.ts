import ts from "typescript";
import { enclosingFunction, enclosingStatement } from "./enclosing.ts";

/**
 * Whether the first of two nodes has certainly run whenever the second does: its statement stands, without a condition,
 * in a block that goes on to the second, in the same function.
 */
export function runsBefore(first: ts.Node, second: ts.Node): boolean {
  const statement = enclosingStatement(first);
  if (statement === undefined || second.pos < statement.end) return false;
  const list = statement.parent;
  if (!ts.isBlock(list) && !ts.isSourceFile(list)) return false;
  if (enclosingFunction(first) !== enclosingFunction(second) || isConditional(first, statement)) return false;
  return isInside(second, list);
}

/** Whether a node is run only if a condition of the expression around it holds. */
function isConditional(node: ts.Node, statement: ts.Statement): boolean {
  for (let each = node; each !== statement; each = each.parent) {
    if (ts.isConditionalExpression(each.parent) && each.parent.condition !== each) return true;
    if (ts.isBinaryExpression(each.parent) && each.parent.right === each && isShort(each.parent)) return true;
  }
  return false;
}

function isShort({ operatorToken }: ts.BinaryExpression): boolean {
  const { kind } = operatorToken;
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

function isInside(node: ts.Node, list: ts.Node): boolean {
  for (let each: ts.Node | undefined = node; each !== undefined; each = each.parent) if (each === list) return true;
  return false;
}
