import ts from "typescript";
import { descendants, innermost } from "./syntax.ts";

/** What declares a name in a function or module. */
export type Declaration =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.ImportSpecifier
  | ts.ImportClause
  | ts.NamespaceImport;

/** What an identifier stands for, looked up through the scopes around it; undefined if nothing in the module declares it. */
export function declarationOf(identifier: ts.Identifier): Declaration | undefined {
  for (let scope: ts.Node | undefined = identifier.parent; scope !== undefined; scope = scope.parent) {
    const found = declaredIn(scope, identifier.text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The value of a constant, or of a variable that is never given another, without the parentheses and type assertions around it; undefined for anything that may change. */
export function constantOf(identifier: ts.Identifier): ts.Expression | undefined {
  const found = declarationOf(identifier);
  if (found === undefined || !ts.isVariableDeclaration(found) || found.initializer === undefined) return undefined;
  if (!ts.isIdentifier(found.name) || !ts.isVariableDeclarationList(found.parent)) return undefined;
  const isFixed = (found.parent.flags & ts.NodeFlags.Const) !== 0 || !isReassigned(found, found.name.text);
  return isFixed ? innermost(found.initializer) : undefined;
}

const reassigned = new WeakMap<ts.VariableDeclaration, boolean>();

/** Whether anything in the scope of a variable gives the name another value; a name that hides it counts as well. */
function isReassigned(declaration: ts.VariableDeclaration, name: string): boolean {
  const known = reassigned.get(declaration) ?? isAssignedIn(scopeOf(declaration), name);
  reassigned.set(declaration, known);
  return known;
}

/** `var` reaches as far as its function does. */
function scopeOf({ parent }: ts.VariableDeclaration): ts.Node {
  const isVar = (parent.flags & ts.NodeFlags.BlockScoped) === 0;
  for (let each: ts.Node = parent; ; each = each.parent) {
    const isEnd = isVar ? ts.isFunctionLike(each) : ts.isBlock(each) || ts.isCaseBlock(each);
    if (isEnd || ts.isSourceFile(each)) return each;
  }
}

function isAssignedIn(scope: ts.Node, name: string): boolean {
  for (const node of descendants(scope)) {
    if (ts.isIdentifier(node) && node.text === name && isTarget(node)) return true;
  }
  return false;
}

/** `a = …`, `a += …`, `a++`, `[a] = …`, `for (a of …)`. */
function isTarget(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const isAssignment = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return isAssignment && parent.left === node;
  }
  const isStep = ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent);
  if (isStep) return parent.operator !== ts.SyntaxKind.ExclamationToken;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
  return ts.isArrayLiteralExpression(parent) || ts.isShorthandPropertyAssignment(parent);
}

function declaredIn(scope: ts.Node, name: string): Declaration | undefined {
  if (ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isModuleBlock(scope))
    return amongStatements(scope.statements, name);
  if (ts.isCaseBlock(scope)) {
    for (const clause of scope.clauses) {
      const found = amongStatements(clause.statements, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const list = scope.initializer;
    return list !== undefined && ts.isVariableDeclarationList(list) ? amongVariables(list, name) : undefined;
  }
  if (ts.isCatchClause(scope)) return scope.variableDeclaration && named(scope.variableDeclaration, name);
  return ts.isFunctionLike(scope) && "body" in scope ? amongParameters(scope.parameters, name) : undefined;
}

function amongStatements(statements: readonly ts.Statement[], name: string): Declaration | undefined {
  for (const statement of statements) {
    const found = declaredBy(statement, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function declaredBy(statement: ts.Statement, name: string): Declaration | undefined {
  if (ts.isVariableStatement(statement)) return amongVariables(statement.declarationList, name);
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  if (isNamed) return statement.name?.text === name ? statement : undefined;
  return ts.isImportDeclaration(statement) ? amongImports(statement.importClause, name) : undefined;
}

function amongImports(clause: ts.ImportClause | undefined, name: string): Declaration | undefined {
  if (clause === undefined) return undefined;
  if (clause.name?.text === name) return clause;
  const bindings = clause.namedBindings;
  if (bindings === undefined) return undefined;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === name ? bindings : undefined;
  return bindings.elements.find((each) => each.name.text === name);
}

function amongVariables(list: ts.VariableDeclarationList, name: string): Declaration | undefined {
  for (const each of list.declarations) {
    const found = named(each, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function amongParameters(parameters: readonly ts.ParameterDeclaration[], name: string): Declaration | undefined {
  for (const each of parameters) {
    const found = named(each, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The declaration, or the part of its pattern, that gives a value the name. */
function named(
  node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
  name: string,
): Declaration | undefined {
  if (ts.isIdentifier(node.name)) return node.name.text === name ? node : undefined;
  for (const element of node.name.elements) {
    const found = ts.isOmittedExpression(element) ? undefined : named(element, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
