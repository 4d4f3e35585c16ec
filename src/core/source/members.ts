import ts from "typescript";
import type { Span } from "../text/span.ts";
import type { ClassMember } from "./model.ts";
import { hasModifier, innermost, spanOf } from "./syntax.ts";

/** The members of a class in the order of the text; fields that a constructor's parameters declare come last. */
export function membersOf(node: ts.ClassLikeDeclaration, ast: ts.SourceFile): readonly ClassMember[] {
  const own = node.members.flatMap((member) => memberOf(member, ast) ?? []);
  const constructor = node.members.find((member) => ts.isConstructorDeclaration(member) && member.body !== undefined);
  if (constructor === undefined || !ts.isConstructorDeclaration(constructor)) return own;
  return [...own, ...constructor.parameters.flatMap((parameter) => parameterProperty(parameter, ast) ?? [])];
}

function memberOf(node: ts.ClassElement, ast: ts.SourceFile): ClassMember | undefined {
  const kind = kindOf(node);
  if (kind === undefined) return undefined;
  const named = nameOf(node, ast);
  if (named === undefined) return undefined;
  return {
    kind,
    isFunction: ts.isPropertyDeclaration(node) && isFunctionValue(node.initializer),
    ...named,
    span: spanOf(node, ast),
    isStatic: hasModifier(node, ts.SyntaxKind.StaticKeyword),
    visibility: visibilityOf(node),
    signature: signatureOf(node, ast),
  };
}

function kindOf(node: ts.ClassElement): ClassMember["kind"] | undefined {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (ts.isMethodDeclaration(node)) return "method";
  if (ts.isGetAccessorDeclaration(node)) return "getter";
  if (ts.isSetAccessorDeclaration(node)) return "setter";
  return ts.isPropertyDeclaration(node) ? "field" : undefined;
}

/** The name of a member; undefined for a computed one that only running the code would tell. */
function nameOf(node: ts.ClassElement, ast: ts.SourceFile): { name: string; nameSpan: Span } | undefined {
  if (ts.isConstructorDeclaration(node)) {
    const keyword = node.getChildren(ast).find((child) => child.kind === ts.SyntaxKind.ConstructorKeyword);
    return { name: "constructor", nameSpan: spanOf(keyword ?? node, ast) };
  }
  if (node.name === undefined) return undefined;
  const literal = ts.isComputedPropertyName(node.name) ? node.name.expression : node.name;
  const isNamed =
    ts.isIdentifier(literal) ||
    ts.isPrivateIdentifier(literal) ||
    ts.isStringLiteralLike(literal) ||
    ts.isNumericLiteral(literal);
  if (!isNamed || (literal !== node.name && ts.isIdentifier(literal))) return undefined;
  return { name: literal.text, nameSpan: spanOf(node.name, ast) };
}

function visibilityOf(node: ts.ClassElement | ts.ParameterDeclaration): ClassMember["visibility"] {
  if (node.name !== undefined && ts.isPrivateIdentifier(node.name)) return "#private";
  if (hasModifier(node, ts.SyntaxKind.PrivateKeyword)) return "private";
  return hasModifier(node, ts.SyntaxKind.ProtectedKeyword) ? "protected" : "public";
}

function isFunctionValue(initializer: ts.Expression | undefined): boolean {
  if (initializer === undefined) return false;
  const value = innermost(initializer);
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value);
}

/** `constructor(private readonly env: Env)` declares a field. */
function parameterProperty(node: ts.ParameterDeclaration, ast: ts.SourceFile): ClassMember | undefined {
  if (!ts.isParameterPropertyDeclaration(node, node.parent) || !ts.isIdentifier(node.name)) return undefined;
  return {
    kind: "field",
    isFunction: false,
    name: node.name.text,
    nameSpan: spanOf(node.name, ast),
    span: spanOf(node, ast),
    isStatic: false,
    visibility: visibilityOf(node),
    signature: signatureOf(node, ast),
  };
}

function signatureOf(node: ts.ClassElement | ts.ParameterDeclaration, ast: ts.SourceFile): string {
  const callable = callableOf(node);
  if (callable !== undefined) return folded(ast, headOf(callable, ast));
  const isTyped = ts.isPropertyDeclaration(node) || ts.isParameter(node);
  return isTyped && node.type !== undefined ? `: ${folded(ast, spanOf(node.type, ast))}` : "";
}

/** The function whose parameters and result a member has: its own, or those of a field's initialiser. */
function callableOf(node: ts.Node): ts.SignatureDeclaration | undefined {
  if (ts.isPropertyDeclaration(node)) {
    const value = node.initializer && innermost(node.initializer);
    return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
  }
  return ts.isFunctionLike(node) ? node : undefined;
}

/** From the type parameters or the opening parenthesis to the result type or the closing parenthesis. */
function headOf(node: ts.SignatureDeclaration, ast: ts.SourceFile): Span {
  const children = node.getChildren(ast);
  const isOpening = (kind: ts.SyntaxKind) =>
    kind === ts.SyntaxKind.LessThanToken || kind === ts.SyntaxKind.OpenParenToken;
  const first = children.find((child) => isOpening(child.kind)) ?? node.parameters[0] ?? node;
  const close =
    children.find((child) => child.kind === ts.SyntaxKind.CloseParenToken) ?? node.parameters.at(-1) ?? node;
  return { start: first.getStart(ast), end: node.type?.end ?? close.end };
}

/** A piece of text on one line, comments left as they are. */
function folded(ast: ts.SourceFile, span: Span): string {
  return ast.text
    .slice(span.start, span.end)
    .replace(/\s+/g, " ")
    .replace(/([(<[{]) /g, "$1")
    .replace(/,? ([)>\]])/g, "$1")
    .trim();
}
