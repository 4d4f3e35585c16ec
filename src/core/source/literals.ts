import ts from "typescript";
import { constantOf } from "./localConst.ts";
import { innermost } from "./syntax.ts";

/** Constants of constants, of which nobody chains more; it also ends circles. */
const maxDepth = 8;

/** The number that an expression certainly is: literals, constants of the module, and arithmetic with them. */
export function numberOf(expression: ts.Expression, depth = 0): number | undefined {
  const node = innermost(expression);
  if (depth > maxDepth) return undefined;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node)) return signed(node, numberOf(node.operand, depth + 1));
  if (ts.isIdentifier(node)) {
    const value = constantOf(node);
    return value === undefined ? undefined : numberOf(value, depth + 1);
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const left = numberOf(node.left, depth + 1);
  const right = left === undefined ? undefined : numberOf(node.right, depth + 1);
  return left === undefined || right === undefined ? undefined : operators.get(node.operatorToken.kind)?.(left, right);
}

/** The string that an expression certainly is: a literal without holes, or a constant of the module that is one. */
export function stringOf(expression: ts.Expression, depth = 0): string | undefined {
  const node = innermost(expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  const value = ts.isIdentifier(node) && depth < maxDepth ? constantOf(node) : undefined;
  return value && stringOf(value, depth + 1);
}

/** Whether an expression is a string, also where it is not known which: a literal, a template, or text joined to one. */
export function isText(expression: ts.Expression, depth = 0): boolean {
  const node = innermost(expression);
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return isText(node.left, depth) || isText(node.right, depth);
  }
  const value = ts.isIdentifier(node) && depth < maxDepth ? constantOf(node) : undefined;
  return value !== undefined && isText(value, depth + 1);
}

/** The value of a property of an object literal that is written down there. */
export function propertyOf(expression: ts.Expression, name: string): ts.Expression | undefined {
  const node = innermost(expression);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const found = node.properties.find(
    (each) => ts.isPropertyAssignment(each) && !ts.isComputedPropertyName(each.name) && textOfName(each.name) === name,
  );
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

const operators: ReadonlyMap<ts.SyntaxKind, (left: number, right: number) => number> = new Map([
  [ts.SyntaxKind.PlusToken, (left: number, right: number) => left + right],
  [ts.SyntaxKind.MinusToken, (left: number, right: number) => left - right],
  [ts.SyntaxKind.AsteriskToken, (left: number, right: number) => left * right],
  [ts.SyntaxKind.SlashToken, (left: number, right: number) => left / right],
  [ts.SyntaxKind.AsteriskAsteriskToken, (left: number, right: number) => left ** right],
]);

function signed({ operator }: ts.PrefixUnaryExpression, value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (operator === ts.SyntaxKind.MinusToken) return -value;
  return operator === ts.SyntaxKind.PlusToken ? value : undefined;
}

function textOfName(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : name.getText();
}
