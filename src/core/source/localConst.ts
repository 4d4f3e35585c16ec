import ts from "typescript";
import { indexOf } from "./moduleIndex.ts";
import { innermost } from "./syntax.ts";

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

/** Whether anything in the scope of a variable gives the name another value; a name that hides it counts as well. */
function isReassigned(declaration: ts.VariableDeclaration, name: string): boolean {
  const targets = indexOf({ ast: declaration.getSourceFile() }).targets.get(name);
  if (targets === undefined) return false;
  const scope = scopeOf(declaration);
  return targets.some(({ pos }) => scope.pos <= pos && pos < scope.end);
}

/** `var` reaches as far as its function does. */
function scopeOf({ parent }: ts.VariableDeclaration): ts.Node {
  const isVar = (parent.flags & ts.NodeFlags.BlockScoped) === 0;
  for (let each: ts.Node = parent; ; each = each.parent) {
    const isEnd = isVar ? ts.isFunctionLike(each) : ts.isBlock(each) || ts.isCaseBlock(each);
    if (isEnd || ts.isSourceFile(each)) return each;
  }
}

function declaredIn(scope: ts.Node, name: string): Declaration | undefined {
  if (ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isModuleBlock(scope) || ts.isCaseBlock(scope))
    return namesOf(scope).get(name);
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const list = scope.initializer;
    return list !== undefined && ts.isVariableDeclarationList(list) ? amongVariables(list, name) : undefined;
  }
  if (ts.isCatchClause(scope)) return scope.variableDeclaration && named(scope.variableDeclaration, name);
  return ts.isFunctionLike(scope) && "body" in scope ? amongParameters(scope.parameters, name) : undefined;
}

type Statements = ts.Block | ts.SourceFile | ts.ModuleBlock | ts.CaseBlock;

const names = new WeakMap<Statements, ReadonlyMap<string, Declaration>>();

/** What the statements of a scope declare, the first of a name. */
function namesOf(scope: Statements): ReadonlyMap<string, Declaration> {
  const known = names.get(scope);
  if (known !== undefined) return known;
  const found = new Map<string, Declaration>();
  if (ts.isCaseBlock(scope)) for (const { statements } of scope.clauses) addNames(found, statements);
  else addNames(found, scope.statements);
  names.set(scope, found);
  return found;
}

function addNames(names: Map<string, Declaration>, statements: readonly ts.Statement[]): void {
  for (const each of statements) {
    if (ts.isVariableStatement(each)) for (const one of each.declarationList.declarations) addNamed(names, one);
    else if (ts.isFunctionDeclaration(each) || ts.isClassDeclaration(each)) add(names, each.name, each);
    else if (ts.isImportDeclaration(each) && each.importClause !== undefined) addImported(names, each.importClause);
  }
}

function addImported(names: Map<string, Declaration>, clause: ts.ImportClause): void {
  add(names, clause.name, clause);
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) add(names, bindings.name, bindings);
  else for (const each of bindings.elements) add(names, each.name, each);
}

type Naming = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

/** Adds what gives each name of a declaration: itself, or a part of its pattern. */
function addNamed(names: Map<string, Declaration>, node: Naming): void {
  if (ts.isIdentifier(node.name)) add(names, node.name, node);
  else for (const each of node.name.elements) if (!ts.isOmittedExpression(each)) addNamed(names, each);
}

function add(names: Map<string, Declaration>, name: ts.Identifier | undefined, declaration: Declaration): void {
  if (name !== undefined && !names.has(name.text)) names.set(name.text, declaration);
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
function named(node: Naming, name: string): Declaration | undefined {
  if (ts.isIdentifier(node.name)) return node.name.text === name ? node : undefined;
  for (const element of node.name.elements) {
    const found = ts.isOmittedExpression(element) ? undefined : named(element, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
