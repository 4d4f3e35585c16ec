import ts from "typescript";
import type { Span } from "../text/span.ts";

/** The span of a node without the comments and white space before it. */
export function spanOf(node: ts.Node, ast: ts.SourceFile): Span {
  return { start: node.getStart(ast), end: node.end };
}

/** Every node below `root`, itself included, in the order of the text. It needs no stack, so that no nesting is too deep. */
export function* descendants(root: ts.Node): Generator<ts.Node> {
  const waiting: ts.Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    pushChildren(waiting, node);
  }
}

/** Puts the children of a node on a stack, the first of them on top. */
export function pushChildren(waiting: ts.Node[], node: ts.Node): void {
  const first = waiting.length;
  ts.forEachChild(node, (child) => void waiting.push(child));
  reverseFrom(waiting, first);
}

/** Turns the end of a list around in place: every module of a workspace goes through here, node by node. */
export function reverseFrom(nodes: ts.Node[], first: number): void {
  for (let start = first, end = nodes.length - 1; start < end; start++, end--) {
    const [one, other] = [nodes[start], nodes[end]];
    if (one === undefined || other === undefined) return;
    nodes[start] = other;
    nodes[end] = one;
  }
}

/** The expression inside parentheses, type assertions, `satisfies`, `!`, a comma's last operand and an assignment's right side. */
export function innermost(expression: ts.Expression): ts.Expression {
  let inner = expression;
  for (;;) {
    const next = oneStepInside(inner);
    if (next === undefined) return inner;
    inner = next;
  }
}

function oneStepInside(node: ts.Expression): ts.Expression | undefined {
  const isWrapped =
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isExpressionWithTypeArguments(node);
  if (isWrapped) return node.expression;
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = node.operatorToken.kind;
  return operator === ts.SyntaxKind.CommaToken || operator === ts.SyntaxKind.EqualsToken ? node.right : undefined;
}

/** Whether a declaration has a modifier, such as `export` or `abstract`. */
export function hasModifier(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) === true;
}
