import ts from "typescript";
import type { SourceModule } from "./model.ts";
import { descendants } from "./syntax.ts";

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
}

const indexes = new WeakMap<ts.SourceFile, ModuleIndex>();

/** The index of a module: all code rules together walk it once. */
export function indexOf({ ast }: Pick<SourceModule, "ast">): ModuleIndex {
  const known = indexes.get(ast) ?? walk(ast);
  indexes.set(ast, known);
  return known;
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
  for (const node of descendants(ast)) {
    if (isNamedAccess(node)) add(accesses, accessedName(node), node);
    else if (ts.isElementAccessExpression(node)) computedAccesses.push(node);
    else if (ts.isCallExpression(node)) add(calls, calledName(node), node);
    else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) add(creations, node.expression.text, node);
    else if (ts.isClassLike(node)) classes.push(node);
  }
  return { accesses, calls, creations, classes, computedAccesses };
}

function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return isNamedAccess(expression) ? accessedName(expression) : undefined;
}

function add<T>(map: Map<string, T[]>, name: string | undefined, node: T): void {
  if (name === undefined) return;
  const known = map.get(name);
  if (known === undefined) map.set(name, [node]);
  else known.push(node);
}
