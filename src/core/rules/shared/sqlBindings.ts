import ts from "typescript";
import { remember } from "../../remember.ts";
import { constantOf, declarationOf } from "../../source/localConst.ts";
import type { SqlCall } from "../../source/sqlCalls.ts";
import { innermost } from "../../source/syntax.ts";

/** Whether an array is handed over whole where its items were meant: the only binding, for several placeholders. */
export function isArrayBinding({ bindings }: SqlCall, wanted: number): boolean {
  const [only] = bindings;
  if (only === undefined || bindings.length > 1) return false;
  const array = arrayOf(only);
  return array !== undefined && (wanted > 1 || array.elements.length === wanted);
}

/** What kind of value a binding certainly has, where SQLite has no such kind. */
export type OddValue = "boolean" | "date" | "bigint" | "array" | "object";

const known = new WeakMap<ts.Expression, { readonly kind: OddValue | undefined }>();

/** Judges literals, operators, `new`, constants of those and parameters typed `boolean` or `Date`. */
export function oddValueOf(binding: ts.Expression): OddValue | undefined {
  return remember(known, binding, () => ({ kind: judge(binding) })).kind;
}

function judge(binding: ts.Expression): OddValue | undefined {
  const node = innermost(binding);
  const own = ownKind(node);
  if (own !== undefined || !ts.isIdentifier(node)) return own;
  const found = declarationOf(node);
  if (found === undefined || !ts.isParameter(found)) {
    const value = constantOf(node);
    return value && ownKind(value);
  }
  const type = found.questionToken ? undefined : found.type?.getText();
  if (type === "boolean") return "boolean";
  return type === "Date" ? "date" : undefined;
}

function arrayOf(binding: ts.Expression): ts.ArrayLiteralExpression | undefined {
  const node = innermost(binding);
  const value = ts.isIdentifier(node) ? constantOf(node) : node;
  return value !== undefined && ts.isArrayLiteralExpression(value) ? value : undefined;
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InKeyword,
  ts.SyntaxKind.InstanceOfKeyword,
]);

function ownKind(node: ts.Expression): OddValue | undefined {
  if (isBoolean(node)) return "boolean";
  if (ts.isBigIntLiteral(node)) return "bigint";
  if (ts.isArrayLiteralExpression(node)) return isClosed(node) ? "array" : undefined;
  if (ts.isObjectLiteralExpression(node)) return isClosed(node) ? "object" : undefined;
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const { text } = node.expression;
  if (text === "Date") return "date";
  return ["Map", "Set", "Object", "URL"].includes(text) ? "object" : undefined;
}

/** One that has no end yet is still being typed: what it will be is not known, and a fix would wrap half of it. */
function isClosed(node: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression): boolean {
  return /[\]}]/.test(node.getSourceFile().text.charAt(node.end - 1));
}

function isBoolean(node: ts.Expression): boolean {
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return true;
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isBinaryExpression(node)) return comparisons.has(node.operatorToken.kind);
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "Boolean";
}
