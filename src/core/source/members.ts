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
  const name = nameOf(node);
  return name === undefined ? undefined : new DeclaredMember(node, ast, { kind, name });
}

/** Everything but the name is read when it is asked for: the rules look for members by name, in every class. */
class DeclaredMember implements ClassMember {
  readonly kind: ClassMember["kind"];
  readonly name: string;
  readonly #node: ts.ClassElement | ts.ParameterDeclaration;
  readonly #ast: ts.SourceFile;
  /** Always the same object. */
  #nameSpan: Span | undefined;

  constructor(
    node: ts.ClassElement | ts.ParameterDeclaration,
    ast: ts.SourceFile,
    named: Pick<ClassMember, "kind" | "name">,
  ) {
    this.kind = named.kind;
    this.name = named.name;
    this.#node = node;
    this.#ast = ast;
  }

  get nameSpan(): Span {
    return (this.#nameSpan ??= nameSpanOf(this.#node, this.#ast));
  }

  get isFunction(): boolean {
    return ts.isPropertyDeclaration(this.#node) && isFunctionValue(this.#node.initializer);
  }

  get span(): Span {
    return spanOf(this.#node, this.#ast);
  }

  get isStatic(): boolean {
    return hasModifier(this.#node, ts.SyntaxKind.StaticKeyword);
  }

  get visibility(): ClassMember["visibility"] {
    return visibilityOf(this.#node);
  }

  get signature(): string {
    return signatureOf(this.#node, this.#ast);
  }
}

function nameSpanOf(node: ts.ClassElement | ts.ParameterDeclaration, ast: ts.SourceFile): Span {
  if (node.name !== undefined) return spanOf(node.name, ast);
  const start = ast.text.indexOf("constructor", modifiersEnd(node) ?? node.getStart(ast));
  return { start, end: start + "constructor".length };
}

function modifiersEnd(node: ts.Node): number | undefined {
  return ts.canHaveModifiers(node) ? ts.getModifiers(node)?.at(-1)?.end : undefined;
}

function kindOf(node: ts.ClassElement): ClassMember["kind"] | undefined {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (ts.isMethodDeclaration(node)) return "method";
  if (ts.isGetAccessorDeclaration(node)) return "getter";
  if (ts.isSetAccessorDeclaration(node)) return "setter";
  return ts.isPropertyDeclaration(node) ? "field" : undefined;
}

/** The name of a member; undefined for a computed one that only running the code would tell. */
function nameOf(node: ts.ClassElement): string | undefined {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (node.name === undefined) return undefined;
  const literal = ts.isComputedPropertyName(node.name) ? node.name.expression : node.name;
  const isNamed =
    ts.isIdentifier(literal) ||
    ts.isPrivateIdentifier(literal) ||
    ts.isStringLiteralLike(literal) ||
    ts.isNumericLiteral(literal);
  return !isNamed || (literal !== node.name && ts.isIdentifier(literal)) ? undefined : literal.text;
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
  return new DeclaredMember(node, ast, { kind: "field", name: node.name.text });
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
