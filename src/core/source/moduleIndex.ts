import ts from "typescript";
import { remember } from "../remember.ts";
import type { SourceModule } from "./model.ts";
import { reverseFrom } from "./syntax.ts";

/** A property that is read or called by its name: `a.name`, `a?.name` and `a["name"]`. */
export type NamedAccess =
  | ts.PropertyAccessExpression
  | (ts.ElementAccessExpression & { readonly argumentExpression: ts.StringLiteralLike });

/** What rules about code look for, found in one walk over a module and kept with its tree. */
export interface ModuleIndex {
  /** Accesses to properties by name, in the order of the text. */
  readonly accesses: ReadonlyMap<string, readonly NamedAccess[]>;
  /** Calls by the name that is called: the last property of `a.b.name(…)`, or the identifier of `name(…)`. */
  readonly calls: ReadonlyMap<string, readonly ts.CallExpression[]>;
  /** `new Name(…)` by the identifier. */
  readonly creations: ReadonlyMap<string, readonly ts.NewExpression[]>;
  /** Every class, also inside functions. */
  readonly classes: readonly ts.ClassLikeDeclaration[];
  /** `x[…]` with an index that is no literal. */
  readonly computedAccesses: readonly ts.ElementAccessExpression[];
  /** Where variables may be given another value, by their name: `a = …`, `a += …`, `a++`, `[a] = …`, `for (a of …)`. */
  readonly targets: ReadonlyMap<string, readonly ts.Identifier[]>;
}

const indexes = new WeakMap<ts.SourceFile, ModuleIndex>();

/** The index of a module: all code rules together walk it once. */
export function indexOf({ ast }: Pick<SourceModule, "ast">): ModuleIndex {
  return remember(indexes, ast, walk);
}

/** The name of the property that is accessed. */
export function accessedName(node: NamedAccess): string {
  return ts.isPropertyAccessExpression(node) ? node.name.text : node.argumentExpression.text;
}

/** The node that spells the name: an identifier, or a string in brackets. */
export function nameNode(node: NamedAccess): ts.Node {
  return ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
}

/** Whether a node is an access by a name that is written down. */
export function isNamedAccess(node: ts.Node): node is NamedAccess {
  return (
    ts.isPropertyAccessExpression(node) ||
    (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
  );
}

function walk(ast: ts.SourceFile): ModuleIndex {
  const accesses = new Map<string, NamedAccess[]>();
  const calls = new Map<string, ts.CallExpression[]>();
  const creations = new Map<string, ts.NewExpression[]>();
  const classes: ts.ClassLikeDeclaration[] = [];
  const computedAccesses: ts.ElementAccessExpression[] = [];
  const targets = new Map<string, ts.Identifier[]>();
  const look = (node: ts.Node): void => {
    if (isNamedAccess(node)) add(accesses, accessedName(node), node);
    else if (ts.isCallExpression(node)) add(calls, calledName(node), node);
    else if (ts.isElementAccessExpression(node)) computedAccesses.push(node);
    else if (ts.isNewExpression(node)) add(creations, nameOf(node.expression), node);
    else if (ts.isClassLike(node)) classes.push(node);
    else for (const target of targetsOf(node)) add(targets, target.text, target);
  };
  // With a stack of its own, so that no nesting is too deep.
  const waiting: ts.Node[] = [ast];
  const wait = (child: ts.Node): void => {
    if (roles[child.kind] !== skipped) waiting.push(child);
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (roles[node.kind] === wanted) look(node);
    const first = waiting.length;
    ts.forEachChild(node, wait);
    reverseFrom(waiting, first);
  }
  return { accesses, calls, creations, classes, computedAccesses, targets };
}

const skipped = 1;
const wanted = 2;

/** What is done with each kind of node, as the walk is most of what the rules about code cost. */
const roles = new Uint8Array(ts.SyntaxKind.Count);
// Types hold nothing of what is looked for, and make half of many a module.
roles.fill(skipped, 0, ts.SyntaxKind.LastToken + 1);
roles.fill(skipped, ts.SyntaxKind.FirstTypeNode, ts.SyntaxKind.LastTypeNode + 1);
for (const kind of [
  ts.SyntaxKind.Identifier,
  ts.SyntaxKind.PrivateIdentifier,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
])
  roles[kind] = skipped;
for (const kind of [
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.PrefixUnaryExpression,
  ts.SyntaxKind.PostfixUnaryExpression,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ArrayLiteralExpression,
  ts.SyntaxKind.ShorthandPropertyAssignment,
])
  roles[kind] = wanted;

const noTargets: readonly ts.Identifier[] = [];

/** An array or a shorthand may also be a plain value: then a variable is taken for one that may change. */
function targetsOf(node: ts.Node): readonly ts.Identifier[] {
  if (ts.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) ? identifiers([node.left]) : noTargets;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return isStep(node.operator) ? identifiers([node.operand]) : noTargets;
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return identifiers([node.initializer]);
  if (ts.isArrayLiteralExpression(node)) return identifiers(node.elements);
  return ts.isShorthandPropertyAssignment(node) ? [node.name] : noTargets;
}

function identifiers(nodes: readonly ts.Node[]): readonly ts.Identifier[] {
  return nodes.filter((each) => ts.isIdentifier(each));
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isStep(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.PlusPlusToken || kind === ts.SyntaxKind.MinusMinusToken;
}

function calledName({ expression }: ts.CallExpression): string | undefined {
  return isNamedAccess(expression) ? accessedName(expression) : nameOf(expression);
}

function nameOf(node: ts.Expression): string | undefined {
  return ts.isIdentifier(node) ? node.text : undefined;
}

function add<T>(map: Map<string, T[]>, name: string | undefined, node: T): void {
  if (name === undefined) return;
  const known = map.get(name);
  if (known === undefined) map.set(name, [node]);
  else known.push(node);
}
