import ts from "typescript";
import type { StorageCall } from "../../source/storageCalls.ts";
import { enclosingFunction, enclosingStatement } from "../../source/enclosing.ts";

/** The calls of another method in the same function. */
export function inSameFunction(
  calls: readonly StorageCall[],
  { node }: StorageCall,
  method: string,
): readonly StorageCall[] {
  const around = enclosingFunction(node);
  return calls.filter((each) => each.method === method && enclosingFunction(each.node) === around);
}

/** The call as a statement of its own, with `await` and `void` around it; undefined where its result is used. */
export function statementOf({ node }: StorageCall): ts.ExpressionStatement | undefined {
  const statement = enclosingStatement(node);
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const isWrapped = ts.isAwaitExpression(expression) || ts.isVoidExpression(expression);
  return (isWrapped ? expression.expression : expression) === node ? statement : undefined;
}
